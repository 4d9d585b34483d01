package io.shopledger.work;

import java.util.List;

/** What a module has to do, is doing and will do, across all processes. Each module that works gives its own. */
public interface WorkReport {

    List<Table> tables();

    /**
     * One table of a report.
     *
     * @param meaning what it shows, in a sentence
     * @param rows each as many texts as there are heads
     */
    record Table(String title, String meaning, List<String> heads, List<List<String>> rows) {
        public Table {
            heads = List.copyOf(heads);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }
}
