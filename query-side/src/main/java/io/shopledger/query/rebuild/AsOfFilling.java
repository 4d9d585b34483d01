package io.shopledger.query.rebuild;

import io.shopledger.query.projection.Projection;
import java.util.Collection;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A store's tables as of a moment. What a projection cannot use leaves its entity where it stopped, and that is written down in
 * the same schema: an answer about the others is worth more than none.
 */
record AsOfFilling(Hold hold, String schema, JdbcTemplate jdbc) implements Filling {

    void prepare() {
        jdbc.execute("""
                create table if not exists %s.incomplete_entity (
                    projection text not null, stream text not null, primary key (projection, stream))""".formatted(schema));
    }

    @Override
    public void cannotUse(Projection projection, EventMessage<?> event, Exception failure) {
        jdbc.update(
                "insert into incomplete_entity values (?, ?) on conflict do nothing",
                projection.name(),
                event instanceof DomainEventMessage<?> one ? one.getAggregateIdentifier() : event.getIdentifier());
    }

    /** Has the rows say so. @return how many entities lack events, whether they have a row or not */
    long mark(Collection<Projection> projections) {
        long all = 0;
        for (Projection projection : projections) {
            for (String stream : jdbc.queryForList(
                    "select stream from incomplete_entity where projection = ? order by 1",
                    String.class,
                    projection.name())) {
                projection.markIncomplete(stream);
                all++;
            }
        }
        return all;
    }
}
