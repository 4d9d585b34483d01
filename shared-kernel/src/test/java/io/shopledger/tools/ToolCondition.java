package io.shopledger.tools;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Decides for {@link NeedsTool}. */
final class ToolCondition implements ExecutionCondition {
    /** Tools whose program has another name. */
    private static final Map<String, String> PROGRAMS = Map.of("redis", "redis-server");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), NeedsTool.class)
                .map(needed -> decide(needed.value(), System.getenv("PATH"), System.getenv("SHOPLEDGER_REQUIRE")))
                .orElseGet(() -> ConditionEvaluationResult.enabled("needs no tool"));
    }

    /** @param required names that may not be missing, separated by commas */
    static ConditionEvaluationResult decide(String tool, @Nullable String path, @Nullable String required) {
        String program = PROGRAMS.getOrDefault(tool, tool);
        boolean there = Arrays.stream((path == null ? "" : path).split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (there) {
            return ConditionEvaluationResult.enabled(tool + " is there");
        }
        if (asks(required, tool)) {
            throw new AssertionError(
                    tool + " is missing, and SHOPLEDGER_REQUIRE asks for it. Install it, as .ci/run does.");
        }
        return ConditionEvaluationResult.disabled(
                tool + " is not installed; install it to run this test (for example: apt-get install " + program + ")");
    }

    static boolean asks(@Nullable String required, String name) {
        return List.of((required == null ? "" : required).split("\\s*,\\s*")).contains(name);
    }
}
