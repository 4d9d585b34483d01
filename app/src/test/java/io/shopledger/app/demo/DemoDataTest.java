package io.shopledger.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDataTest {
    @TempDir
    Path folder;

    @Test
    void whereADemoRan_itsShopifyIsKnown_andElsewhereNone() {
        assertThat(DemoData.shopify(folder)).isEmpty();
        DemoData.remember(folder, "http://127.0.0.1:8011/{shop}");
        DemoData.remember(folder, "http://127.0.0.1:9011/{shop}");
        assertThat(DemoData.shopify(folder)).contains("http://127.0.0.1:9011/{shop}");
    }
}
