package io.shopledger.command.eventstore;

import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;

/**
 * Where events are committed: in the transaction of the ledger's rows, or in a database of their own.
 *
 * @param beforeCommit what an append does last
 */
record EventDatabase(ConnectionProvider connections, TransactionManager transactions, Runnable beforeCommit) {}
