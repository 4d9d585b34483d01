package io.shopledger.app.cli;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a body may have been before something on the way changed it. */
final class BodyVariants {
    private static final Pattern INDENTED = Pattern.compile("\\A\\s*[{\\[]\\s*\\R\\s+\"");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final JsonMapper ESCAPING =
            JSON.rebuild().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private BodyVariants() {}

    /** @return the bodies that may have been signed, by how each is to be said after "signed it" */
    static Map<String, byte[]> of(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        Map<String, byte[]> all = new LinkedHashMap<>();
        add(all, "without the line end or space that follows it now", text.stripTrailing());
        add(all, "with a line end at its end, which is missing now", text + "\n");
        add(all, "with a line end (CR LF) at its end, which is missing now", text + "\r\n");
        add(all, "with line ends of LF, which are CR LF now", text.replace("\r\n", "\n"));
        add(all, "with line ends of CR LF, which are LF now", text.replaceAll("(?<!\r)\n", "\r\n"));
        add(all, "without the byte order mark that it begins with now", text.replaceFirst("^\uFEFF", ""));
        all.put("in ISO 8859-1, before it was made UTF-8", text.getBytes(StandardCharsets.ISO_8859_1));
        try {
            JsonNode json = JSON.readTree(text);
            String compact = JSON.writeValueAsString(json);
            String ascii = ESCAPING.writeValueAsString(json);
            add(all, "as compact JSON, before it was parsed and written anew", compact);
            add(all, "as compact JSON with \\/ for /, before it was parsed and written anew", slashes(compact));
            add(all, "as compact JSON with \\u escapes, before it was parsed and written anew", ascii);
            add(all, "as compact JSON with \\u and \\/ escapes, before it was parsed and written anew", slashes(ascii));
        } catch (JacksonException noJson) {
            // Then it was not written anew as JSON either.
        }
        all.values().removeIf(variant -> Arrays.equals(variant, body));
        return all;
    }

    static boolean looksPretty(byte[] body) {
        return INDENTED.matcher(new String(body, StandardCharsets.UTF_8)).find();
    }

    private static String slashes(String json) {
        return json.replace("/", "\\/");
    }

    private static void add(Map<String, byte[]> all, String name, String text) {
        all.put(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
