package dev.switchboard.bootstrap.architecture;

import java.util.List;
import java.util.stream.Stream;

/// The only place with the package names of the rules.
///
/// All packages are under a root, so that the same rule applies to the real house and to the house
/// of the offenders, which looks like it.
///
/// Some packages are missing because they are empty, and a rule about them would check nothing:
/// `redis` in persistence and the vendors of later channels. The enforcer bans libraries that are
/// not on the class path at all (Mockito, Tomcat, Lombok), which is stricter than a rule could be.
record House(String root) {

    static final House OURS = new House("dev.switchboard");
    static final House OFFENDERS = new House("dev.switchboard.bootstrap.architecture.offenders");

    static final String JAVA = "java..";
    static final String JAVA_CRYPTO = "javax.crypto..";
    static final String JSPECIFY = "org.jspecify.annotations..";
    static final String SLF4J = "org.slf4j..";
    static final List<String> MONGODB = List.of("com.mongodb..", "org.springframework.data..");
    static final List<String> BSON = List.of("org.bson..");
    static final List<String> ROCKSDB = List.of("org.rocksdb..");
    static final List<String> SQL = List.of("java.sql..", "javax.sql..");
    static final String JETTY = "org.eclipse.jetty..";
    static final String SPRING_WEBSOCKET = "org.springframework.web.socket..";
    static final List<String> HTTP_CLIENTS =
            List.of("org.apache.hc..", "org.springframework.web.client..", "java.net.http..");
    static final List<String> TOKENS =
            List.of("com.nimbusds..", "org.springframework.security.oauth2.jwt..");
    static final List<String> JACKSON = List.of("com.fasterxml.jackson..", "tools.jackson..");
    static final String STEREOTYPES = "org.springframework.stereotype..";
    static final String JAVA_LOGGING = "java.util.logging..";

    String domain() {
        return root + ".domain..";
    }

    String application() {
        return root + ".application..";
    }

    String service() {
        return root + ".application.service..";
    }

    String lanes() {
        return root + ".application.service.delivery";
    }

    String live() {
        return root + ".application.service.live";
    }

    String audit() {
        return root + ".application.service.audit";
    }

    String presence() {
        return root + ".application.service.presence";
    }

    String inMemory() {
        return root + ".application.inmemory..";
    }

    String ports() {
        return root + ".application.port..";
    }

    String portsIn() {
        return root + ".application.port.in..";
    }

    String portsOut() {
        return root + ".application.port.out..";
    }

    String adapters() {
        return root + ".adapter..";
    }

    String web() {
        return root + ".adapter.in.web..";
    }

    /// The way of busy requests that leaves the servlets out.
    String relay() {
        return root + ".adapter.in.web.relay..";
    }

    /// The handler of the port for other hubs.
    String peerPort() {
        return root + ".adapter.in.web.peer..";
    }

    String socket() {
        return root + ".adapter.in.socket..";
    }

    String engine() {
        return root + ".adapter.in.socket.engineio..";
    }

    String webSockets() {
        return root + ".adapter.in.socket.websocket..";
    }

    String cti() {
        return root + ".adapter.in.socket.cti..";
    }

    String upstreams() {
        return root + ".adapter.out.upstreams..";
    }

    String persistence() {
        return root + ".adapter.out.persistence..";
    }

    String simulators() {
        return root + ".simulators..";
    }

    /// A separate program that people run to see the demo.
    String walk() {
        return root + ".simulators.walk..";
    }

    String bootstrap() {
        return root + ".bootstrap..";
    }

    String tokensOverHttp() {
        return root + ".adapter.in.web.identity.token..";
    }

    String mongo() {
        return root + ".adapter.out.persistence.mongo..";
    }

    String documents() {
        return root + ".adapter.out.persistence.document..";
    }

    String embeddedDocuments() {
        return root + ".adapter.out.persistence.embedded.document..";
    }

    String embedded() {
        return root + ".adapter.out.persistence.embedded..";
    }

    String storeEngine() {
        return root + ".adapter.out.persistence.embedded.engine..";
    }

    /// Where agents' notes are written, kept and shown to agents, and where a person's data is
    /// exported and erased.
    List<String> notes() {
        return List.of(
                root + ".domain.message",
                persistence(),
                root + ".application.port.in.handoff",
                root + ".application.service.console",
                root + ".application.service.handoff",
                root + ".application.service.people",
                root + ".adapter.in.socket.gateway.agent");
    }

    /// The modules that talk to outside systems, and the simulators of these systems.
    List<String> edges() {
        return List.of(web(), socket(), upstreams(), persistence(), simulators());
    }

    /// Features of the web side; not the shared packages `error`, `json` and `request`.
    List<String> webFeatures() {
        return under(
                ".adapter.in.web.",
                "audit",
                "channel",
                "conversation",
                "delivery",
                "health",
                "identity",
                "message",
                "netomi",
                "pega",
                "presence");
    }

    List<String> webShared() {
        return under(".adapter.in.web.", "body", "error", "json", "request");
    }

    List<String> calledSystems() {
        return under(".adapter.out.upstreams.", "channel", "netomi", "pega", "sessions");
    }

    List<String> stores() {
        return List.of(mongo(), embedded());
    }

    /// Every package of the project that a rule names.
    Stream<String> rooms() {
        return Stream.of(
                        List.of(
                                domain(),
                                application(),
                                service(),
                                lanes(),
                                live(),
                                audit(),
                                presence()),
                        List.of(inMemory()),
                        List.of(ports(), portsIn(), portsOut(), adapters(), bootstrap()),
                        edges(),
                        List.of(walk()),
                        List.of(engine(), webSockets(), cti()),
                        List.of(documents(), embeddedDocuments()),
                        notes(),
                        webFeatures(),
                        webShared(),
                        calledSystems(),
                        stores())
                .flatMap(List::stream);
    }

    /// Every foreign package that a rule names.
    static Stream<String> foreign() {
        return Stream.of(
                        List.of(JAVA, JAVA_CRYPTO, JSPECIFY, SLF4J, JETTY, SPRING_WEBSOCKET),
                        List.of(STEREOTYPES, JAVA_LOGGING),
                        MONGODB,
                        BSON,
                        ROCKSDB,
                        SQL,
                        HTTP_CLIENTS,
                        TOKENS,
                        JACKSON)
                .flatMap(List::stream);
    }

    private List<String> under(String parent, String... rooms) {
        return Stream.of(rooms).map(room -> root + parent + room + "..").toList();
    }
}
