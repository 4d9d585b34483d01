package io.shopledger.query.entity;

import io.shopledger.query.list.FilterBy;
import io.shopledger.query.list.Listing;
import io.shopledger.query.list.Sort;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A list's parameters, for the API's description. */
final class ListParameters {
    private ListParameters() {}

    static List<Parameter> of(Listing listing, Set<String> fields) {
        Iterator<String> names = Listing.PARAMETERS.iterator();
        List<Parameter> all = new ArrayList<>();
        all.add(parameter(
                        names.next(),
                        "our number of the store, from 1",
                        new IntegerSchema().format("int64").minimum(BigDecimal.ONE))
                .required(true)
                .example(1));
        IntegerSchema limit = new IntegerSchema();
        limit.setDefault(50);
        limit.minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(250));
        all.add(parameter(names.next(), "how many at most, 1 to 250", limit));
        all.add(parameter(
                names.next(), "next_cursor of the page before, with the same sort and filters", new StringSchema()));
        StringSchema sort = new StringSchema();
        listing.sorts().stream()
                .map(Sort::column)
                .flatMap(column -> Stream.of(column, "-" + column))
                .forEach(sort::addEnumItem);
        all.add(parameter(
                names.next(),
                "with - before it, downwards; what has none comes last. Without it by the time or amount of which a range "
                        + "is asked for, else by id",
                sort));
        all.add(parameter(
                        names.next(),
                        "only those in which words begin with all of these, case and accents aside: "
                                + listing.searched(),
                        new StringSchema())
                .example("sun"));
        all.add(parameter(
                        names.next(),
                        "only these fields, separated by commas: " + String.join(", ", fields),
                        new StringSchema())
                .example("id,updated_at"));
        listing.filters().forEach(filter -> all.add(of(filter)));
        return all;
    }

    private static Parameter of(FilterBy filter) {
        return parameter(
                        filter.name(),
                        filter.description(),
                        switch (filter.form()) {
                            case NUMBER -> new IntegerSchema().format("int64");
                            case FLAG -> new BooleanSchema();
                            case TIME -> new StringSchema().format("date-time");
                            case AMOUNT -> new StringSchema().pattern("^-?[0-9]+(\\.[0-9]+)?$");
                            case TEXT, WORD -> new StringSchema();
                        })
                .example(filter.example());
    }

    private static Parameter parameter(String name, String description, Schema<?> schema) {
        return new QueryParameter().name(name).description(description).schema(schema);
    }
}
