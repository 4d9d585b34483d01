package io.shopledger.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which build this is, from {@code META-INF/build-info.properties}. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        Properties build = build();
        return new String[] {
            "Shopledger %s, built %s, Java %s"
                    .formatted(number(), build.getProperty("build.time", "from classes"), Runtime.version())
        };
    }

    static String number() {
        try {
            return build().getProperty("build.version", "(unpackaged)");
        } catch (IOException unreadable) {
            return "(unknown)";
        }
    }

    private static Properties build() throws IOException {
        Properties build = new Properties();
        try (InputStream file = Version.class.getResourceAsStream("/META-INF/build-info.properties")) {
            if (file != null) {
                build.load(file);
            }
        }
        return build;
    }
}
