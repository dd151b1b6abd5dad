package dev.switchboard.adapter.in.web.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemCodeTest {

    @Test
    void neverChangesANumberOrAStatus() {
        List<String> catalogue =
                Arrays.stream(ProblemCode.values())
                        .map(code -> code.number() + " " + code.status() + " " + code)
                        .toList();

        assertThat(catalogue)
                .contains(
                        "1000 400 MALFORMED_JSON",
                        "1001 400 BAD_REQUEST",
                        "1002 422 INVALID_FIELD",
                        "1100 401 UNAUTHORIZED",
                        "1101 403 FORBIDDEN",
                        "1200 404 NOT_FOUND",
                        "1201 405 METHOD_NOT_ALLOWED",
                        "1202 406 NOT_ACCEPTABLE",
                        "1203 413 PAYLOAD_TOO_LARGE",
                        "1204 415 UNSUPPORTED_MEDIA_TYPE",
                        "1205 408 REQUEST_TIMEOUT",
                        "1206 426 UPGRADE_REQUIRED",
                        "1300 409 CONFLICT",
                        "1301 412 PRECONDITION_FAILED",
                        "1302 429 TOO_MANY_REQUESTS",
                        "1500 500 INTERNAL_ERROR",
                        "1501 503 STORAGE_UNAVAILABLE",
                        "1502 503 NOT_CONFIGURED",
                        "1503 503 UNAVAILABLE",
                        "1504 501 NOT_SUPPORTED");
    }

    @Test
    void givesEachNumberOnce() {
        assertThat(Arrays.stream(ProblemCode.values()).map(ProblemCode::number))
                .doesNotHaveDuplicates();
    }

    @Test
    void isWrittenDownForCallers() throws IOException {
        String document = Files.readString(Path.of("../docs/protocol/problem-codes.md"));

        List<String> rows = document.lines().filter(line -> line.matches("\\| \\d{4} .*")).toList();

        assertThat(rows).hasSameSizeAs(ProblemCode.values());
        for (ProblemCode code : ProblemCode.values()) {
            assertThat(document)
                    .contains("| " + code.number() + " | " + code.status() + " | " + code + " |");
        }
    }
}
