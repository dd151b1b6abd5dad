package dev.switchboard.bootstrap.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

class TracingOnDemandTest {

    /// All beans that Spring Boot would configure by itself.
    private static final List<String> ALL =
            ImportCandidates.load(AutoConfiguration.class, null).getCandidates();

    private static final AutoConfigurationMetadata NOTHING_IS_KNOWN_OF_THEM =
            (AutoConfigurationMetadata)
                    Proxy.newProxyInstance(
                            TracingOnDemandTest.class.getClassLoader(),
                            new Class<?>[] {AutoConfigurationMetadata.class},
                            (_, method, _) -> {
                                throw new UnsupportedOperationException(method.getName());
                            });

    @Test
    void keepsEverythingWhenTracesGoSomewhere() {
        List<String> kept =
                kept(
                        new MockEnvironment()
                                .withProperty("management.tracing.export.enabled", "true"));

        assertThat(kept).isEqualTo(ALL);
    }

    @Test
    void leavesOutNothingButTracingWhenTheyDoNot() {
        List<String> leftOut = new ArrayList<>(ALL);
        leftOut.removeAll(kept(new MockEnvironment()));

        assertThat(leftOut)
                .hasSizeGreaterThan(5)
                .allMatch(name -> name.contains("opentelemetry") || name.contains("tracing"));
    }

    @Test
    void leavesOutEverythingOfOpenTelemetryWhenTheyDoNot() {
        List<String> kept = kept(new MockEnvironment());

        assertThat(kept).noneMatch(name -> name.contains("opentelemetry"));
    }

    @Test
    void passesOverWhatAnotherFilterHasLeftOut() {
        boolean[] kept =
                filter(new MockEnvironment()).match(new String[] {null}, NOTHING_IS_KNOWN_OF_THEM);

        assertThat(kept).hasSize(1);
    }

    private static List<String> kept(Environment environment) {
        boolean[] kept =
                filter(environment).match(ALL.toArray(String[]::new), NOTHING_IS_KNOWN_OF_THEM);
        return IntStream.range(0, kept.length).filter(i -> kept[i]).mapToObj(ALL::get).toList();
    }

    private static TracingOnDemand filter(Environment environment) {
        TracingOnDemand filter = new TracingOnDemand();
        filter.setEnvironment(environment);
        return filter;
    }
}
