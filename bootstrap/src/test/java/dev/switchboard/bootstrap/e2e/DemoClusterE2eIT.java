package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// The program of `make demo-cluster`, as somebody runs it who presses no key.
@Tag("faults")
@Tag("cluster-days")
@Isolated
class DemoClusterE2eIT {

    private static final Path TOOLS =
            Path.of("..", "tools", "target", "switchboard-tools.jar").toAbsolutePath().normalize();

    @TempDir Path directory;

    @Test
    void killsAHubAndShowsThatNothingIsMissing() throws Exception {
        File printed = directory.resolve("printed").toFile();

        Process demo = start(printed);
        int code = demo.waitFor();

        String lines = Files.readString(printed.toPath());
        assertThat(lines)
                .contains("kill -9 ", " texts were acknowledged. Missing: 0. Out of order: 0.");
        assertThat(code).as(lines).isZero();
    }

    private static Process start(File printed) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = TOOLS + File.pathSeparator + System.getProperty("java.class.path");
        ProcessBuilder demo =
                new ProcessBuilder(
                                List.of(
                                        java,
                                        "-cp",
                                        classes,
                                        "dev.switchboard.tools.cluster.ClusterDemo",
                                        HubProgram.jar().toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(printed);
        demo.environment().remove("SWITCHBOARD_MONGODB_URI");
        demo.environment().put("DEMO_ONCE", "1");
        demo.environment().put("PORT", "" + Ports.free());
        return demo.start();
    }
}
