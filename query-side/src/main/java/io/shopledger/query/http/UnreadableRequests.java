package io.shopledger.query.http;

import io.shopledger.stored.StoredJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Answers requests that Tomcat refuses before any of our code sees them, such as a path with a NUL, as problems too. */
@Configuration(proxyBeanMethods = false)
class UnreadableRequests {

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE) // the valve added last is asked first
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> tomcatsOwnRefusals() {
        return tomcat -> tomcat.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemReport()));
    }

    /** Says so in place of Tomcat's page, which is HTML. */
    static final class ProblemReport extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, @Nullable Throwable thrown) {
            int status = response.getStatus();
            HttpStatus known = HttpStatus.resolve(status);
            if (status < 400 || known == null || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            ProblemDetail problem = Problems.problem(
                    known,
                    known.is5xxServerError()
                            ? "Something failed on our side; trying again may help."
                            : "The request cannot be read: its path, query or a header has a character that is not "
                                    + "allowed there or a percent sign without two hex digits.");
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("type", String.valueOf(problem.getType()));
            json.put("title", problem.getTitle());
            json.put("status", status);
            json.put("detail", problem.getDetail());
            byte[] body = StoredJson.MAPPER.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
            try {
                response.setContentType("application/problem+json");
                response.setContentLength(body.length);
                response.getOutputStream().write(body);
                response.finishResponse();
            } catch (IOException | IllegalStateException gone) {
                // nobody is left to tell
            }
        }
    }
}
