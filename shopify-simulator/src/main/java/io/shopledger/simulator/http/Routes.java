package io.shopledger.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What answers which method at which path. */
final class Routes {
    private final Map<String, Route> routes = new LinkedHashMap<>();

    void add(String method, String path, Route route) {
        routes.put(method + " " + path, route);
    }

    @Nullable
    Route find(String method, String path) {
        return routes.get(method + " " + path);
    }

    /** Those that the path takes; none where there is nothing. */
    TreeSet<String> methods(String path) {
        TreeSet<String> methods = new TreeSet<>();
        for (String route : routes.keySet()) {
            if (route.endsWith(" " + path)) {
                methods.add(route.substring(0, route.indexOf(' ')));
            }
        }
        return methods;
    }

    String all() {
        return String.join(", ", routes.keySet());
    }

    /** Answers one kind of request. */
    interface Route {
        Answer answer(HttpExchange exchange) throws IOException;
    }
}
