package io.shopledger.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class BodyLimitTest {
    private final BodyLimit limit = new BodyLimit();
    private final MockFilterChain chain = new MockFilterChain();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @ParameterizedTest
    @CsvSource({
        "/api/v1/stores, 1048576, 200",
        "/api/v1/stores, 1048577, 413",
        "/api/v1/sync/full, 99999999999, 413",
        "/api/v1/products, 1048577, 413",
        "/api/v1/products/bulk, 10485760, 200",
        "/api/v1/products/bulk, 10485761, 413",
        "/api/v1/webhooks/process, 5000000, 200",
        "/webhooks/orders-create, 5000000, 200"
    })
    void byWhatTheHeaderTells_beforeAnythingIsRead(String path, long length, int status) throws Exception {
        Counted body = new Counted(Long.MAX_VALUE);
        limit.doFilter(request(path, length, body), response, chain);
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(chain.getRequest() == null).isEqualTo(status == 413);
        assertThat(body.read).isZero();
    }

    @Test
    void withoutALength_endless_isReadToTheLimitOnly_andTheAnswerSaysIt() throws Exception {
        Counted body = new Counted(Long.MAX_VALUE);
        MockHttpServletRequest request = request("/api/v1/stores", -1, body);
        request.addHeader("Transfer-Encoding", "chunked");
        limit.doFilter(request, response, chain);
        assertThat(chain.getRequest()).isNull();
        assertThat(body.read).isEqualTo(BodyLimit.MEGABYTE + 1);
        var problem = JsonMapper.shared().readTree(response.getContentAsString(StandardCharsets.UTF_8));
        assertThat(problem.get("type").asString()).isEqualTo("urn:shopledger:problem:too-large");
        assertThat(problem.get("status").asInt()).isEqualTo(413);
        assertThat(problem.get("detail").asString()).contains("1 MB");
    }

    @Test
    void withoutALength_small_isReadAsItCame() throws Exception {
        MockHttpServletRequest request = request("/api/v1/stores", -1, new Counted(1_000));
        request.addHeader("Transfer-Encoding", "chunked");
        limit.doFilter(request, response, chain);
        assertThat(chain.getRequest()).isNotNull();
        assertThat(chain.getRequest().getInputStream().readAllBytes())
                .hasSize(1_000)
                .containsOnly('x');
        assertThat(chain.getRequest().getReader().readLine()).hasSize(1_000);
    }

    private static MockHttpServletRequest request(String path, long length, ServletInputStream body) {
        return new MockHttpServletRequest("POST", path) {
            @Override
            public long getContentLengthLong() {
                return length;
            }

            @Override
            public ServletInputStream getInputStream() {
                return body;
            }
        };
    }

    private static final class Counted extends ServletInputStream {
        private final long length;
        private long read;

        Counted(long length) {
            this.length = length;
        }

        @Override
        public int read() {
            if (read == length) {
                return -1;
            }
            read++;
            return 'x';
        }

        @Override
        public boolean isFinished() {
            return read == length;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
