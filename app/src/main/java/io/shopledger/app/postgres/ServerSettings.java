package io.shopledger.app.postgres;

/** The embedded server's {@code postgresql.conf}, written anew at each start. */
final class ServerSettings {
    private ServerSettings() {}

    static String text(int port) {
        return """
                # Written by Shopledger at each start: changes made here are lost.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 250
                password_encryption = 'scram-sha-256'

                # What was acknowledged survives a crash.
                fsync = on
                synchronous_commit = on
                full_page_writes = on

                shared_buffers = 256MB
                max_wal_size = 2GB
                checkpoint_timeout = 15min
                # Not lz4: the programs we bring are built without it.
                wal_compression = pglz

                tcp_keepalives_idle = 60
                tcp_keepalives_interval = 10
                tcp_keepalives_count = 3

                timezone = 'UTC'
                log_timezone = 'UTC'
                datestyle = 'iso'
                lc_messages = 'C'
                log_checkpoints = off
                """.formatted(port);
    }
}
