package dev.switchboard.bootstrap.e2e.sockets;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import dev.switchboard.adapter.out.persistence.mongo.IndexedBackend;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// A store that counts commands by name and collection.
final class CountedStore implements InvocationHandler {

    private final MongoBackend store = new IndexedBackend();
    private final Map<Kind, Integer> commands = new ConcurrentHashMap<>();

    /// Commands that are counted together.
    ///
    /// @param name such as `find`
    record Kind(String name, String collection) implements Comparable<Kind> {

        @Override
        public int compareTo(Kind other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return collection + " " + name;
        }
    }

    MongoBackend backend() {
        return (MongoBackend)
                Proxy.newProxyInstance(
                        MongoBackend.class.getClassLoader(),
                        new Class<?>[] {MongoBackend.class},
                        this);
    }

    /// The commands so far.
    Map<Kind, Integer> commands() {
        return new TreeMap<>(commands);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] given) throws Throwable {
        if (given != null && given.length > 0 && given[0] instanceof MongoMessage message) {
            count(message.getDocument());
        }
        try {
            return method.invoke(store, given);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void count(Document command) {
        Map.Entry<String, Object> first = command.entrySet().iterator().next();
        if (first.getValue() instanceof String collection) {
            commands.merge(new Kind(first.getKey(), collection), 1, Integer::sum);
        }
    }
}
