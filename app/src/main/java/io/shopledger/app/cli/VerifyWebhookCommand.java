package io.shopledger.app.cli;

import io.shopledger.app.CannotRun;
import io.shopledger.app.ServiceSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code verify-webhook}: why a webhook's signature does not fit. */
@Command(
        name = "verify-webhook",
        description = "Say whether a webhook's signature fits its body, and if not, why. The secrets tried are"
                + " SHOPIFY_API_SECRET and SHOPIFY_API_SECRET_OLD, or that of --secret-file.",
        exitCodeList = {"0:it fits", "1:it does not; the likely cause is said", "2:the command line is wrong"})
final class VerifyWebhookCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable ShopledgerCommand top;

    @Option(
            names = "--hmac",
            required = true,
            paramLabel = "HEADER",
            description = "The header X-Shopify-Hmac-Sha256 as it came.")
    private String header = "";

    @Option(
            names = "--body",
            paramLabel = "FILE",
            defaultValue = "-",
            description = "The body as it came, byte by byte (- for the standard input).")
    private String body = "-";

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "A file with the secret that should have signed.")
    private @Nullable Path secretFile;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        ServiceSettings settings = Objects.requireNonNull(top).settings(spec);
        Map<String, String> secrets = secrets(settings);
        if (secrets.isEmpty()) {
            throw new CannotRun(
                    "There is no secret to try. Set SHOPIFY_API_SECRET, or name a file with --secret-file.");
        }
        byte[] bytes = bytes();
        PrintWriter out = spec.commandLine().getOut();
        out.println("body        " + bytes.length + " bytes");
        out.println("received    " + header);
        secrets.forEach((name, secret) -> out.println("calculated  " + Signature.of(secret, bytes) + "  by " + name));
        SignatureFindings.Finding finding = SignatureFindings.of(header, bytes, secrets);
        out.println((finding.fits() ? "It fits: " : "It does not fit: ") + finding.said());
        return finding.fits() ? 0 : 1;
    }

    private Map<String, String> secrets(ServiceSettings settings) {
        Map<String, String> secrets = new LinkedHashMap<>();
        if (secretFile != null) {
            secrets.put(secretFile.toString(), text(secretFile));
            return secrets;
        }
        for (String name : List.of("SHOPIFY_API_SECRET", "SHOPIFY_API_SECRET_OLD")) {
            String secret = settings.variable(name);
            if (secret != null) {
                secrets.put(name, secret);
            }
        }
        return secrets;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).replaceAll("\\R\\z", "");
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new CannotRun("Cannot read %s.".formatted(file), unreadable);
        }
    }

    private byte[] bytes() {
        try {
            return body.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(body));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new CannotRun("Cannot read the body from %s.".formatted(body), unreadable);
        }
    }
}
