package dev.switchboard.bootstrap.architecture.offenders.adapter.in.web;

import com.mongodb.client.MongoClient;
import com.nimbusds.jose.JWSObject;
import dev.switchboard.domain.message.AgentNote;
import java.net.http.HttpClient;
import java.sql.Connection;
import javax.sql.DataSource;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.bson.Document;
import org.eclipse.jetty.server.Server;
import org.rocksdb.RocksDB;
import org.springframework.data.domain.Sort;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.client.RestClient;
import org.springframework.web.socket.WebSocketSession;

/// Breaks B1, B2, B3 and B7: every technology, and the notes of agents, in one place.
public final class TechnologyHoarder {

    public record Databases(MongoClient client, Document document, Sort sort) {}

    public record Tables(Connection connection, DataSource source) {}

    public record Files(RocksDB database) {}

    public record Servers(Server server) {}

    public record Sockets(WebSocketSession session) {}

    public record Clients(HttpClient java, HttpPost apache, RestClient spring) {}

    public record Tokens(JWSObject signed, Jwt jwt) {}

    public record Secrets(AgentNote note) {}
}
