package io.shopledger.app.postgres;

/**
 * How to reach a Postgres database.
 *
 * @param url JDBC, without user and password
 */
public record Database(String url, String user, String password) {
    /** Without the password, so that it cannot reach a log. */
    @Override
    public String toString() {
        return url + " as " + user;
    }
}
