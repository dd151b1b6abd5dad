package dev.switchboard.adapter.out.persistence.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoCredential;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.switchboard.adapter.out.persistence.mongo.wire.Faults;
import dev.switchboard.adapter.out.persistence.mongo.wire.MongoProxy;
import dev.switchboard.adapter.out.persistence.mongo.wire.Pose;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// A database for one test behind its own [MongoProxy]. The server is the tests' server if it is a
/// real MongoDB (on its primary, without TLS), else a separate mongo-java-server.
public final class ProxiedMongo implements AutoCloseable {

    private final String database;
    private final @Nullable MongoServer own;
    private final InetSocketAddress server;
    private final MongoProxy proxy;
    private final Pose pose;
    private final boolean isFirst;

    private ProxiedMongo(@Nullable MongoServer own, InetSocketAddress server, Pose pose) {
        this.database = MongoForTests.freshName();
        this.own = own;
        this.server = server;
        this.proxy = MongoProxy.before(server, pose);
        this.pose = pose;
        this.isFirst = true;
    }

    private ProxiedMongo(ProxiedMongo first) {
        this.database = first.database;
        this.own = null;
        this.server = first.server;
        this.proxy = MongoProxy.before(first.server, first.pose);
        this.pose = first.pose;
        this.isFirst = false;
    }

    public static ProxiedMongo posingAs(Pose pose) {
        if (MongoForTests.find().real()) {
            return new ProxiedMongo(null, primaryOf(MongoForTests.find().server()), pose);
        }
        return before(new MongoServer(new MemoryBackend()), pose);
    }

    /// Like [#posingAs], and a stand-in finds messages by indexes.
    static ProxiedMongo indexedAs(Pose pose) {
        return MongoForTests.find().real()
                ? posingAs(pose)
                : before(new MongoServer(new IndexedBackend()), pose);
    }

    private static ProxiedMongo before(MongoServer own, Pose pose) {
        return new ProxiedMongo(own, own.bind(), pose);
    }

    private static InetSocketAddress primaryOf(ConnectionString given) {
        try (MongoClient client = MongoClients.create(given)) {
            Document greeting = client.getDatabase("admin").runCommand(new Document("hello", 1));
            ServerAddress primary =
                    new ServerAddress(greeting.get("primary", given.getHosts().getFirst()));
            return new InetSocketAddress(primary.getHost(), primary.getPort());
        }
    }

    /// Another proxy of the same database, which must be closed before this one.
    public ProxiedMongo anotherWay() {
        return new ProxiedMongo(this);
    }

    public String uri() {
        return "mongodb://%s%s/%s?%s".formatted(user(), proxy.address(), database, options());
    }

    private String user() {
        ConnectionString given = MongoForTests.find().server();
        String name = given.getUsername();
        char[] password = given.getPassword();
        return name == null || password == null
                ? ""
                : encoded(name) + ":" + encoded(new String(password)) + "@";
    }

    private String options() {
        MongoCredential credential = MongoForTests.find().server().getCredential();
        return credential == null
                ? pose.option()
                : pose.option() + "&authSource=" + credential.getSource();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public Faults faults() {
        return proxy.faults();
    }

    public MongoProxy proxy() {
        return proxy;
    }

    @Override
    public void close() {
        faults().calm();
        proxy.goOn();
        if (own == null && isFirst) {
            MongoForTests.drop(uri());
        }
        proxy.close();
        if (own != null) {
            own.shutdownNow();
        }
    }
}
