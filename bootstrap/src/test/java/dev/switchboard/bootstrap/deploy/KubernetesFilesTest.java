package dev.switchboard.bootstrap.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The manifests under `deploy/kubernetes`.
class KubernetesFilesTest {

    private static final Path MANIFESTS = Path.of("../deploy/kubernetes");
    private static final String KUSTOMIZATION = "kustomization.yaml";
    private static final String SEVERAL = "several-hubs";
    private static final Pattern OVERLAY =
            Pattern.compile("(?s)```yaml\n(apiVersion: kustomize.*?)```");
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir Path directory;

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

    private static JsonNode labels() {
        return deployment().at("/spec/template/metadata/labels");
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
        List<String> volumes = new ArrayList<>(names(pod().path("volumes")));
        changes(overlay).map(change -> change.at("/value/name").asString("")).forEach(volumes::add);

        assertThat(kustomization(overlay).path("resources").valueStream().map(JsonNode::asString))
                .contains("../base");
        assertThat(volumes).containsAll(names(pod().at("/containers/0/volumeMounts")));
    }

    private static JsonNode kustomization(String overlay) {
        return documents(MANIFESTS.resolve(overlay).resolve(KUSTOMIZATION)).getFirst();
    }

    /// The steps of its JSON patches.
    private static Stream<JsonNode> changes(String overlay) {
        return kustomization(overlay)
                .path("patches")
                .valueStream()
                .flatMap(patch ->
                        JSON.valueToTree(new Yaml().load(patch.path("patch").asString()))
                                .valueStream());
    }

    private static JsonNode changed(String overlay, String path) {
        List<JsonNode> values =
                changes(overlay)
                        .filter(change -> change.path("path").asString().equals(path))
                        .map(change -> change.path("value"))
                        .toList();
        assertThat(values).as(path).hasSize(1);
        return values.getFirst();
    }

    /// The variables that an overlay adds, in their order.
    private static List<JsonNode> variables(String overlay) {
        return changes(overlay)
                .filter(change -> change.path("path").asString().endsWith("/env/-"))
                .map(change -> change.path("value"))
                .toList();
    }

    private static JsonNode variable(String overlay, String name) {
        return variables(overlay).stream()
                .filter(variable -> variable.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertSecret(String overlay, String name) {
        JsonNode secret = variable(overlay, name).at("/valueFrom/secretKeyRef");

        assertThat(secret.path("name").asString("")).as(name).isEqualTo("switchboard");
        assertThat(secret.path("key").asString("")).isEqualTo(name);
        assertThat(secret.path("optional").asBoolean(false)).isFalse();
    }

    /// Without its address the hub would keep messages, and without its key secrets, on the pod
    /// alone.
    @Test
    void aPodWithoutAVolumeStartsOnlyWithItsDatabaseAndItsKey() {
        assertSecret("mongodb", "SWITCHBOARD_MONGODB_URI");
        assertSecret("mongodb", "SWITCHBOARD_MASTER_KEY");
    }

    @Test
    void severalHubsCallEachOtherAtTheAddressesOfTheirPods() {
        JsonNode port = changed(SEVERAL, "/spec/template/spec/containers/0/ports/-");
        JsonNode policy =
                ofKind("NetworkPolicy", documents(MANIFESTS.resolve(SEVERAL).resolve("hubs.yaml")));

        // a variable may name only those that stand before it
        assertThat(variables(SEVERAL))
                .extracting(variable -> variable.path("name").asString())
                .containsSubsequence("POD_IP", "SWITCHBOARD_CLUSTER_ADDRESS");
        assertThat(variable(SEVERAL, "SWITCHBOARD_CLUSTER").path("value").asString())
                .isEqualTo("true");
        assertThat(variable(SEVERAL, "POD_IP").at("/valueFrom/fieldRef/fieldPath").asString())
                .isEqualTo("status.podIP");
        assertThat(variable(SEVERAL, "SWITCHBOARD_CLUSTER_ADDRESS").path("value").asString())
                .isEqualTo("http://$(POD_IP):" + port.path("containerPort").asInt());
        assertThat(policy.at("/spec/ingress/0/ports/0/port")).isEqualTo(port.path("name"));
        assertThat(policy.at("/spec/ingress/0/from/0/podSelector/matchLabels")).isEqualTo(labels());
        assertSecret(SEVERAL, "SWITCHBOARD_CLUSTER_HINTS");
    }

    @Test
    void severalHubsEndOneByOneAndStandApart() {
        JsonNode budget =
                ofKind(
                        "PodDisruptionBudget",
                        documents(MANIFESTS.resolve(SEVERAL).resolve("hubs.yaml")));
        JsonNode spread = changed(SEVERAL, "/spec/template/spec/topologySpreadConstraints");

        assertThat(changed(SEVERAL, "/spec/replicas").asInt()).isGreaterThan(1);
        assertThat(changed(SEVERAL, "/spec/strategy").toString())
                .contains("RollingUpdate", "\"maxSurge\":0", "\"maxUnavailable\":1");
        assertThat(budget.at("/spec/maxUnavailable").asInt()).isEqualTo(1);
        assertThat(budget.at("/spec/selector/matchLabels")).isEqualTo(labels());
        assertThat(spread.valueStream().map(one -> one.path("topologyKey").asString()))
                .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
        assertThat(spread.valueStream().map(one -> one.at("/labelSelector/matchLabels")))
                .containsOnly(labels());
    }

    @Test
    void theScalerBeginsWithTheHubsOfItsOverlayAndAloneSaysHowMany() {
        JsonNode scaler =
                documents(MANIFESTS.resolve("several-hubs/autoscaling/scaler.yaml")).getFirst();

        assertThat(scaler.at("/spec/minReplicas")).isEqualTo(changed(SEVERAL, "/spec/replicas"));
        assertThat(scaler.at("/spec/scaleTargetRef/kind")).isEqualTo(deployment().path("kind"));
        assertThat(scaler.at("/spec/scaleTargetRef/name"))
                .isEqualTo(deployment().at("/metadata/name"));
        assertThat(changes("several-hubs/autoscaling").map(Object::toString))
                .containsExactly("{\"op\":\"remove\",\"path\":\"/spec/replicas\"}");
    }

    @Test
    void theOperatorGetsTheRulesOfTheDocument() {
        JsonNode rule = documents(MANIFESTS.resolve("monitoring/alerts.yaml")).getFirst();

        assertThat(rule.path("spec"))
                .isEqualTo(documents(Path.of("../docs/operations/alerts.yml")).getFirst());
    }

    private static JsonNode ofKind(String kind, List<JsonNode> documents) {
        return documents.stream()
                .filter(document -> document.path("kind").asString().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /// @return what kustomize makes of the folder
    private List<JsonNode> made(Path folder, String name) throws IOException {
        String made = Checker.said("kubectl", "kustomize", folder.toString());
        Path file = Files.writeString(directory.resolve(name), made);
        assertThat(made).startsWith("apiVersion: ");
        return documents(file);
    }

    /// The labels by which everything selects a hub, and the volumes that it mounts.
    private static void assertWhole(List<JsonNode> made) {
        JsonNode pod = ofKind("Deployment", made).at("/spec/template/spec");
        JsonNode hub = pod.at("/containers/0");

        assertThat(names(pod.path("volumes"))).containsAll(names(hub.path("volumeMounts")));
        assertThat(names(hub.path("env"))).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-hub", "mongodb", SEVERAL})
    void kustomizeMakesEachOverlay(String overlay) throws IOException {
        List<JsonNode> made = made(MANIFESTS.resolve(overlay), overlay);

        assertWhole(made);
        assertThat(
                        Checker.said(
                                "kubernetes-validate",
                                "--strict",
                                directory.resolve(overlay).toString()))
                .doesNotContain("ERROR")
                .contains("deployment/switchboard");
    }

    /// The overlays of the document stand beside a folder `switchboard` with this repository.
    @Test
    void kustomizeMakesTheOverlaysOfTheDocument() throws IOException {
        String house =
                directory.toRealPath().resolve("mine").relativize(Path.of("..").toRealPath())
                        + "/deploy";
        List<String> overlays =
                OVERLAY.matcher(Files.readString(Path.of("../docs/operations/kubernetes.md")))
                        .results()
                        .map(overlay -> overlay.group(1))
                        .toList();

        assertThat(overlays).hasSize(2);
        for (String overlay : overlays) {
            Path mine = Files.createDirectories(directory.resolve("mine"));
            Files.writeString(
                    mine.resolve(KUSTOMIZATION), overlay.replace("../switchboard/deploy", house));

            List<JsonNode> made = made(mine, "made.yaml");

            assertWhole(made);
            JsonNode hub = ofKind("Deployment", made).at("/spec/template/spec/containers/0");
            assertThat(hub.path("image").asString()).startsWith("registry.example.com/");
            assertThat(hub.path("env").toString()).contains("https://chat.example.com");
        }
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
        assertThat(documents(MANIFESTS.resolve("base/network.yaml")))
                .extracting(document ->
                        document.path("kind").asString().equals("Service")
                                ? document.at("/spec/selector")
                                : document.at("/spec/podSelector/matchLabels"))
                .containsOnly(labels());
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
