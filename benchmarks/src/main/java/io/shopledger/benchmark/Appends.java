package io.shopledger.benchmark;

import io.shopledger.command.eventstore.PageAppends;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;

/** Events appended in pages, beside plain JDBC batches of the same rows. */
final class Appends {
    private static final String DATABASE = "append_limit";
    private static final int SECONDS = 5;

    private final MeasuredService service;

    Appends(MeasuredService service) {
        this.service = service;
    }

    void round(Figures figures) throws Exception {
        service.createDatabase(DATABASE);
        try (PageAppends appends = new PageAppends(service.login(DATABASE).url(), anOrder())) {
            appends.pages(SECONDS); // this process has just begun to do so, and compiles it
            double raw = appends.batches(SECONDS);
            double pages = appends.pages(SECONDS);
            figures.add("plain JDBC batches of 100, rows/s", raw);
            figures.add("append in pages of 250, events/s", pages);
            figures.add("append in pages, of plain JDBC", pages / raw);
        }
        service.dropDatabase(DATABASE);
    }

    private String anOrder() throws Exception {
        try (Connection connection = service.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select record from shopify_orders order by id desc limit 1")) {
            row.next();
            return row.getString(1);
        }
    }
}
