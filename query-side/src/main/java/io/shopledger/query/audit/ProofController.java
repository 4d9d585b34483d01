package io.shopledger.query.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shopledger.audit.Checkpoint;
import io.shopledger.audit.LedgerProof;
import io.shopledger.audit.Proof;
import io.shopledger.query.http.BadRequest;
import io.shopledger.query.http.NotFound;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Proves that history is as it was written, or names what is not. */
@RestController
@RequestMapping("/api/v1/audit")
@Tag(name = "Audit")
class ProofController {
    private static final int HASH_DIGITS = 64;
    private static final Set<Proof.What> OF_A_CHECKPOINT = Set.of(Proof.What.RESEALED, Proof.What.TRUNCATED);

    private final LedgerProof proof;
    private final JsonLines lines;

    ProofController(LedgerProof proof, JsonLines lines) {
        this.proof = proof;
        this.lines = lines;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Checkpoint", description = "A seal as it was at a moment, to be kept outside the database.")
    record Kept(
            @JsonProperty("ordinal") @Schema(description = "the seal's number, from 1", example = "4711") @Nullable
            Long ordinal,

            @JsonProperty("hash") @Schema(description = "its SHA-256, 64 hexadecimal digits") @Nullable
            String hash,

            @JsonProperty("sealed_at") @Nullable Instant sealedAt,

            @JsonProperty("hmac")
            @Schema(description = "of ordinal and hash, under a key that is not in the database; may be left out")
            @Nullable
            String hmac) {

        static Kept of(Checkpoint checkpoint) {
            return new Kept(checkpoint.ordinal(), checkpoint.hash(), checkpoint.sealedAt(), checkpoint.hmac());
        }

        Checkpoint checkpoint() {
            if (ordinal == null || ordinal < 1) {
                throw new BadRequest("checkpoint.ordinal is missing or below 1; give the seal's number.");
            }
            if (hash == null || !hash.matches("[0-9a-fA-F]{" + HASH_DIGITS + "}")) {
                throw new BadRequest(
                        "checkpoint.hash is missing or not of %d hexadecimal digits.".formatted(HASH_DIGITS));
            }
            return new Checkpoint(
                    ordinal,
                    hash.toLowerCase(Locale.ROOT),
                    sealedAt,
                    hmac == null || hmac.isBlank() ? null : hmac.toLowerCase(Locale.ROOT));
        }
    }

    @Schema(name = "ProofRequest")
    record Wish(
            @JsonProperty("checkpoint")
            @Schema(description = "one that was kept outside, as /api/v1/audit/checkpoint answered it")
            @Nullable
            Kept checkpoint) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "Finding", description = "the first thing that is not as it was written")
    record Found(
            @JsonProperty("what")
            @Schema(
                    allowableValues = {
                        "altered",
                        "removed",
                        "inserted",
                        "seal_altered",
                        "seal_removed",
                        "resealed",
                        "truncated"
                    })
            String what,

            @JsonProperty("ordinal") @Schema(description = "of the seal where it was found")
            long ordinal,

            @JsonProperty("position")
            @Schema(description = "the event's index in the event store; null where no one event is meant")
            @Nullable
            Long position,

            @JsonProperty("stream")
            @Schema(
                    description = "the key of its stream; null where it cannot be known any more",
                    example = "order/1/450789469")
            @Nullable
            String stream,

            @JsonProperty("sequence") @Schema(description = "its number in the stream, from 0") @Nullable
            Long sequence,

            @JsonProperty("detail") String detail) {

        static Found of(Proof.Finding finding) {
            return new Found(
                    finding.what().name().toLowerCase(Locale.ROOT),
                    finding.ordinal(),
                    finding.position(),
                    finding.stream(),
                    finding.sequence(),
                    finding.detail());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "Proof")
    record Answer(
            @JsonProperty("holds") boolean holds,

            @JsonProperty("seals") @Schema(description = "how many hold together, from the first on")
            long seals,

            @JsonProperty("events") @Schema(description = "how many these cover")
            long events,

            @JsonProperty("last_ordinal") @Schema(description = "of the last seal that holds; 0 for none")
            long lastOrdinal,

            @JsonProperty("last_hash") String lastHash,

            @JsonProperty("checkpoint")
            @Schema(
                    nullable = true,
                    description =
                            "the one that all was compared with; null where none was given, or something else was found before "
                                    + "it. Without one it is not told whether history was cut off, or changed and sealed anew")
            @Nullable
            Kept checkpoint,

            @JsonProperty("finding") @Schema(nullable = true) @Nullable
            Found finding) {

        static Answer of(Proof proof, @Nullable Checkpoint given) {
            Proof.Finding finding = proof.finding();
            return new Answer(
                    proof.holds(),
                    proof.seals(),
                    proof.events(),
                    proof.lastOrdinal(),
                    proof.lastHash(),
                    given != null && isCompared(proof, given) ? Kept.of(given) : null,
                    finding == null ? null : Found.of(finding));
        }
    }

    private static boolean isCompared(Proof proof, Checkpoint given) {
        return proof.finding() == null
                || OF_A_CHECKPOINT.contains(proof.finding().what())
                || given.ordinal() <= proof.lastOrdinal();
    }

    /** How far it is. */
    record Progress(
            @JsonProperty("seals") long seals,
            @JsonProperty("events") long events,
            @JsonProperty("of_seals") long of) {}

    @PostMapping("/verify")
    @Operation(
            summary = "Prove that history is as it was written",
            description =
                    "Walks over all seals and events and names the first that was altered, removed or inserted, or "
                            + "says that all holds: all of an event but its position, and all of a seal, when it was made too, by which "
                            + "known_at goes. It only reads. A checkpoint that was kept outside also finds a history that was "
                            + "cut off, or changed and sealed anew. In Axon Server events are sealed within a second after they were appended.")
    Answer verify(@RequestBody(required = false) @Nullable Wish wish) {
        Checkpoint given = given(wish);
        return Answer.of(prove(given, progress -> {}), given);
    }

    @PostMapping(path = "/verify/progress", produces = JsonLines.TYPE)
    @Operation(
            summary = "Prove it, and tell how far the proof is",
            description =
                    "As /api/v1/audit/verify, with a line of JSON now and then (seals, events, of_seals); the last line is "
                            + "the proof.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "lines of JSON",
                            content = @Content(mediaType = JsonLines.TYPE, schema = @Schema(type = "string"))))
    void verifyTelling(@RequestBody(required = false) @Nullable Wish wish, HttpServletResponse response) {
        Checkpoint given = given(wish);
        lines.answer(
                response,
                out -> out.add(Answer.of(
                        prove(given, progress -> {
                            out.add(new Progress(progress.seals(), progress.events(), progress.of()));
                            out.flush();
                        }),
                        given)));
    }

    @GetMapping("/checkpoint")
    @Operation(
            summary = "Read the newest seal, to keep it outside",
            description =
                    "Give it to /api/v1/audit/verify later. The beat also adds one an hour to checkpoints.ndjson in its data "
                            + "directory. 404 while nothing is sealed.")
    Kept checkpoint() {
        return proof.newest()
                .map(Kept::of)
                .orElseThrow(() -> new NotFound("Nothing is sealed yet: no event was ever written."));
    }

    private static @Nullable Checkpoint given(@Nullable Wish wish) {
        return wish == null || wish.checkpoint() == null
                ? null
                : wish.checkpoint().checkpoint();
    }

    private Proof prove(@Nullable Checkpoint given, Consumer<LedgerProof.Progress> progress) {
        try {
            return proof.verify(given, progress);
        } catch (IllegalArgumentException notOurs) {
            throw new BadRequest(String.valueOf(notOurs.getMessage()));
        }
    }
}
