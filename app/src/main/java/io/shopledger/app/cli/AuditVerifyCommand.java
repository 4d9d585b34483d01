package io.shopledger.app.cli;

import io.shopledger.app.CannotRun;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code audit verify}: has the service walk over all seals, and shows how far it is. */
@Command(
        name = "verify",
        description = "Prove that the history is as it was written, or name the first event that is not.",
        exitCodeList = {"0:the history holds", "1:it does not, or cannot be proven", "2:the command line is wrong"})
final class AuditVerifyCommand implements Callable<Integer> {
    private static final Pattern CHECKPOINT = Pattern.compile("(\\d{1,18}):([0-9a-fA-F]{64})(?::([0-9a-fA-F]{64}))?");

    /** What is found by a checkpoint: then no seal is known to be as it was. */
    private static final Set<String> OF_THE_WHOLE = Set.of("resealed", "truncated");

    @ParentCommand
    private @Nullable AuditCommand audit;

    @Option(
            names = "--checkpoint",
            paramLabel = "ORDINAL:HASH[:HMAC]",
            description = "A checkpoint that was kept outside, to compare with.")
    private @Nullable String checkpoint;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private @Nullable JsonNode proof;

    @Override
    public Integer call() {
        ObjectNode wish = wish();
        ServiceCalls calls = Objects.requireNonNull(audit).calls(spec);
        CountLine line = new CountLine(spec.commandLine().getOut(), Terminal.isThere());
        calls.lines("/api/v1/audit/verify/progress", wish, told -> {
            JsonNode read = JsonMapper.shared().readTree(told);
            if (read.has("holds")) {
                proof = read;
            } else {
                line.show(
                        "%d of %d seals, %d events"
                                .formatted(
                                        read.path("seals").asLong(0),
                                        read.path("of_seals").asLong(0),
                                        read.path("events").asLong(0)),
                        read.path("seals").asLong(0),
                        read.path("of_seals").asLong(0));
            }
        });
        line.end();
        if (proof == null) {
            throw new CannotRun("The service ended its answer without a proof; its log says why. Try again.");
        }
        return said(proof);
    }

    private int said(JsonNode proof) {
        long seals = proof.path("seals").asLong(0);
        String holding = "%d seals with %d events hold; the last of these is %s."
                .formatted(
                        seals,
                        proof.path("events").asLong(0),
                        seals == 0
                                ? "none"
                                : proof.path("last_ordinal").asLong(0) + ":"
                                        + proof.path("last_hash").asString(""));
        if (proof.path("holds").asBoolean(false)) {
            spec.commandLine().getOut().println("The history is as it was written. " + holding + compared(proof));
            return 0;
        }
        JsonNode finding = proof.path("finding");
        boolean ofTheWhole = OF_THE_WHOLE.contains(finding.path("what").asString(""));
        spec.commandLine()
                .getOut()
                .println("The history is not as it was written. "
                        + finding.path("detail").asString("")
                        + (ofTheWhole ? "" : " Before it, " + holding + compared(proof)));
        return 1;
    }

    private String compared(JsonNode proof) {
        JsonNode known = proof.path("checkpoint");
        if (known.isObject()) {
            return " The checkpoint %d:%s is among them."
                    .formatted(
                            known.path("ordinal").asLong(0), known.path("hash").asString(""));
        }
        return checkpoint == null
                ? " No checkpoint was compared: whether history was cut off, or changed and sealed anew, only one from outside"
                        + " shows (--checkpoint)."
                : " The checkpoint was not compared: it is of a later seal.";
    }

    private ObjectNode wish() {
        ObjectNode wish = JsonMapper.shared().createObjectNode();
        if (checkpoint != null) {
            Matcher parts = CHECKPOINT.matcher(checkpoint.strip());
            if (!parts.matches()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--checkpoint is ORDINAL:HASH, the hash of 64 hexadecimal digits, or ORDINAL:HASH:HMAC.");
            }
            ObjectNode given = wish.putObject("checkpoint")
                    .put("ordinal", Long.parseLong(parts.group(1)))
                    .put("hash", parts.group(2));
            if (parts.group(3) != null) {
                given.put("hmac", parts.group(3));
            }
        }
        return wish;
    }
}
