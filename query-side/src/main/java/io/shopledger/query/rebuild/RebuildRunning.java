package io.shopledger.query.rebuild;

/** One rebuild at a time makes a projection's tables. */
final class RebuildRunning extends RuntimeException {
    private final long id;

    RebuildRunning(String projection, long id) {
        super("Rebuild %d of %s has not ended. Follow it: /api/v1/projections/rebuilds/%1$d; or cancel it: POST %3$s"
                .formatted(id, projection, "/api/v1/projections/rebuilds/" + id + "/cancel"));
        this.id = id;
    }

    long id() {
        return id;
    }
}
