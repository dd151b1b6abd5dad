package dev.switchboard.adapter.in.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Leaves the description of the API in a file, from which the tests of the site make the
/// reference.
@WebTest
class DescriptionFileTest {

    private final Hub hub;

    DescriptionFileTest(Hub hub) {
        this.hub = hub;
    }

    @Test
    void leavesTheDescriptionForTheSite() throws IOException {
        String description = hub.get("/v3/api-docs").body();

        Files.writeString(Path.of("target/openapi.json"), description);

        assertThat(description).startsWith("{\"openapi\":\"3.1");
    }
}
