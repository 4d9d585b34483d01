package io.shopledger.app.house.broken.order;

import io.shopledger.app.house.broken.query.OrderReader;
import java.nio.file.Path;
import org.springframework.core.Ordered;

/** A word of the language that knows Spring, files and a module. */
abstract class OrderOnDisk implements Ordered {
    Path file = Path.of("order");
    OrderReader reader = new OrderReader();
}
