package dev.switchboard.bootstrap.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The manifests under `deploy/kubernetes`.
class KubernetesFilesTest {

    private static final Path MANIFESTS = Path.of("../deploy/kubernetes");
    private static final String KUSTOMIZATION = "kustomization.yaml";
    private static final JsonMapper JSON = JsonMapper.shared();

    private static List<JsonNode> documents(Path file) {
        try {
            return StreamSupport.stream(
                            new Yaml().loadAll(Files.readString(file)).spliterator(), false)
                    .map(document -> JSON.<JsonNode>valueToTree(document))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(MANIFESTS)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static JsonNode deployment() {
        return documents(MANIFESTS.resolve("base/hub.yaml")).getFirst();
    }

    private static JsonNode pod() {
        return deployment().at("/spec/template/spec");
    }

    private static List<String> names(JsonNode list) {
        return list.valueStream().map(one -> one.path("name").asString("")).toList();
    }

    @Test
    void everyFileIsNamedByItsKustomization() throws IOException {
        for (Path file : files()) {
            if (!file.endsWith(KUSTOMIZATION)) {
                JsonNode owner = documents(file.resolveSibling(KUSTOMIZATION)).getFirst();
                assertThat(owner.path("resources").valueStream().map(JsonNode::asString))
                        .as("%s", file)
                        .contains(file.getFileName().toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-hub", "mongodb"})
    void anOverlayGivesTheHubEachVolumeThatItMounts(String overlay) {
        JsonNode changes = documents(MANIFESTS.resolve(overlay).resolve(KUSTOMIZATION)).getFirst();
        List<String> volumes = new ArrayList<>(names(pod().path("volumes")));
        changes.path("patches")
                .valueStream()
                .flatMap(patch ->
                        JSON.valueToTree(new Yaml().load(patch.path("patch").asString()))
                                .valueStream())
                .map(change -> change.at("/value/name").asString(""))
                .forEach(volumes::add);

        assertThat(changes.path("resources").valueStream().map(JsonNode::asString))
                .contains("../base");
        assertThat(volumes).containsAll(names(pod().at("/containers/0/volumeMounts")));
    }

    @Test
    void theHubHasTheRightsThatItNeedsAndNoOthers() {
        JsonNode hub = pod().at("/containers/0");

        assertThat(pod().at("/securityContext/runAsUser").asInt()).isEqualTo(10_001);
        assertThat(pod().path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(hub.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(hub.at("/securityContext/allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(hub.at("/securityContext/capabilities/drop/0").asString()).isEqualTo("ALL");
        assertThat(hub.at("/readinessProbe/httpGet/path").asString()).isEqualTo("/readyz");
        assertThat(hub.at("/livenessProbe/httpGet/path").asString()).isEqualTo("/livez");
    }

    @Test
    void twoHubsNeverOwnTheSameData() {
        assertThat(deployment().at("/spec/strategy/type").asString()).isEqualTo("Recreate");
        assertThat(pod().path("terminationGracePeriodSeconds").asInt()).isGreaterThan(30);
    }

    @Test
    void servicesAndRulesSelectTheHub() {
        JsonNode labels = deployment().at("/spec/template/metadata/labels");

        assertThat(documents(MANIFESTS.resolve("base/network.yaml")))
                .extracting(document ->
                        document.path("kind").asString().equals("Service")
                                ? document.at("/spec/selector")
                                : document.at("/spec/podSelector/matchLabels"))
                .containsOnly(labels);
    }

    @Test
    void kubernetesKnowsEveryField() throws IOException {
        for (Path file : files()) {
            boolean builtIn =
                    documents(file).stream()
                            .noneMatch(document ->
                                    document.path("apiVersion")
                                            .asString()
                                            .matches(".*(kustomize|coreos).*"));
            if (builtIn) {
                assertThat(Checker.said("kubernetes-validate", "--strict", file.toString()))
                        .as("%s", file)
                        .doesNotContain("ERROR")
                        .contains("passed");
            }
        }
    }
}
