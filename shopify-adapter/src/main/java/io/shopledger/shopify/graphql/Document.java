package io.shopledger.shopify.graphql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One GraphQL document of {@code resources/graphql}, with the fragments that it uses appended. A fragment {@code Product}
 * stands in {@code fragments/Product.graphql}.
 *
 * @param name the file's, such as {@code products-page}
 * @param text as it is sent
 */
public record Document(String name, String text) {
    private static final Map<String, Document> READ = new ConcurrentHashMap<>();
    private static final Pattern USE = Pattern.compile("\\.\\.\\.([A-Z]\\w*)");

    private static final Pattern OPTIONAL = Pattern.compile("@include\\(if: \\$(read_\\w+)\\)");

    /** @param name the file's without its ending, such as {@code products-page} */
    public static Document of(String name) {
        return READ.computeIfAbsent(name, Document::read);
    }

    /** @return whether it changes something in Shopify: then it is not repeated blindly */
    public boolean isMutation() {
        return text.startsWith("mutation");
    }

    /** @return the scopes that parts of it need and that an app may do without: variables named like them include those */
    Set<String> optionalScopes() {
        Set<String> scopes = new TreeSet<>();
        Matcher use = OPTIONAL.matcher(text);
        while (use.find()) {
            scopes.add(use.group(1));
        }
        return scopes;
    }

    private static Document read(String name) {
        String own = file(name);
        Map<String, String> fragments = new LinkedHashMap<>();
        collect(own, fragments);
        return new Document(name, own + String.join("", fragments.values()));
    }

    private static void collect(String text, Map<String, String> fragments) {
        Matcher use = USE.matcher(text);
        while (use.find()) {
            String fragment = use.group(1);
            if (!fragments.containsKey(fragment)) {
                String content = file("fragments/" + fragment);
                fragments.put(fragment, content);
                collect(content, fragments);
            }
        }
    }

    /** Comments are for readers here, and would only cost bytes on the way. */
    private static String file(String name) {
        try (InputStream in = Document.class.getResourceAsStream("/graphql/" + name + ".graphql")) {
            if (in == null) {
                throw new IllegalArgumentException("There is no document graphql/" + name + ".graphql");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^\\s*#.*\\R", "");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
