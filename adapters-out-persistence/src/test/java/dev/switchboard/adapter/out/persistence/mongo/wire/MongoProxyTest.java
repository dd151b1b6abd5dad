package dev.switchboard.adapter.out.persistence.mongo.wire;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

class MongoProxyTest {

    /// A driver treats a connection that was reset otherwise than one that its server has ended.
    @Test
    void resetsTheConnectionsThatItCuts() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 1, here);
                MongoProxy proxy =
                        MongoProxy.before(
                                new InetSocketAddress(here, server.getLocalPort()),
                                Pose.REPLICA_SET);
                Socket driver = new Socket(here, proxy.port());
                Socket _ = server.accept()) {
            proxy.cut();

            assertThatThrownBy(() -> driver.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }
}
