package dev.switchboard.bootstrap.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;

/// Defaults for the clients of a vendor: a client inherits the common settings, such as
/// `switchboard.<vendor>.*`, except those that distinguish clients. Implemented by repeating each
/// property source under the client's prefix with lower precedence, so lists and maps are merged as
/// usual. The [file][VendorFile] `tenants` names the vendor with clients.
final class TenantDefaults extends EnumerablePropertySource<IterableConfigurationPropertySource> {

    private static final VendorFile PACKAGED = new VendorFile("tenants");
    private static final ConfigurationPropertyName SHARED =
            ConfigurationPropertyName.of(PACKAGED.get("root"));
    private static final ConfigurationPropertyName TENANTS = SHARED.append("tenants");
    private static final int DEPTH = TENANTS.getNumberOfElements() + 1;
    private static final String CLIENT = "client";

    private static final Set<String> NOT_SETTINGS = Set.of(CLIENT, "tenants");

    /// The settings that distinguish clients: elements of names in uniform spelling, `*` for any
    /// one.
    private static final List<List<String>> OWN =
            Stream.of(PACKAGED.get("own").replace("-", "").split("\\s+"))
                    .map(name -> List.of(name.split("\\.")))
                    .toList();

    private final Collection<Tenant> tenants;
    private final String[] names;

    private TenantDefaults(
            String name, IterableConfigurationPropertySource source, Collection<Tenant> tenants) {
        super(name, source);
        this.tenants = tenants;
        this.names =
                source.stream()
                        .filter(SHARED::isAncestorOf)
                        .flatMap(shared -> shadows(shared, tenants))
                        .toArray(String[]::new);
    }

    /// @param root the prefix of its settings
    /// @param usual whether it is the client that exists without tenants: only it inherits
    ///   credentials
    private record Tenant(ConfigurationPropertyName root, boolean usual) {

        String name() {
            return root.getLastElement(Form.ORIGINAL);
        }

        boolean shares(ConfigurationPropertyName shared) {
            boolean own = OWN.stream().anyMatch(name -> covers(name, shared));
            return !NOT_SETTINGS.contains(element(shared, 0)) && (usual || !own);
        }

        private static boolean covers(List<String> name, ConfigurationPropertyName shared) {
            return IntStream.range(0, name.size())
                    .allMatch(
                            i -> name.get(i).equals("*") || name.get(i).equals(element(shared, i)));
        }

        private static String element(ConfigurationPropertyName shared, int number) {
            int at = SHARED.getNumberOfElements() + number;
            return at < shared.getNumberOfElements() ? shared.getElement(at, Form.UNIFORM) : "";
        }
    }

    /// Gives every client the common settings that it does not set itself.
    ///
    /// @throws UnusableSettingException if one client has two spellings
    static void addTo(ConfigurableEnvironment environment) {
        List<IterableConfigurationPropertySource> given =
                StreamSupport.stream(
                                ConfigurationPropertySources.from(environment.getPropertySources())
                                        .spliterator(),
                                false)
                        .filter(IterableConfigurationPropertySource.class::isInstance)
                        .map(IterableConfigurationPropertySource.class::cast)
                        .toList();
        String usual =
                environment.getProperty(SHARED.append(CLIENT).toString(), PACKAGED.get(CLIENT));
        Collection<Tenant> tenants = tenants(given, usual);
        if (tenants.isEmpty()) {
            return;
        }
        int number = 0;
        for (IterableConfigurationPropertySource source : given) {
            String name = "clients' defaults " + ++number;
            environment.getPropertySources().addLast(new TenantDefaults(name, source, tenants));
        }
        Map<String, Object> called = new HashMap<>();
        tenants.forEach(each -> called.put(spelt(each.root().append(CLIENT)), each.name()));
        environment.getPropertySources().addLast(new MapPropertySource("clients", called));
    }

    private static Collection<Tenant> tenants(
            List<IterableConfigurationPropertySource> given, String usual) {
        Map<String, Tenant> found = new HashMap<>();
        given.stream()
                .flatMap(IterableConfigurationPropertySource::stream)
                .filter(TENANTS::isAncestorOf)
                .map(name -> name.chop(DEPTH))
                .forEach(root -> {
                    Tenant tenant =
                            new Tenant(root, root.getLastElement(Form.ORIGINAL).equals(usual));
                    Tenant other = found.putIfAbsent(plain(tenant.name()), tenant);
                    requireOneName(tenant.name(), other == null ? tenant.name() : other.name());
                });
        Tenant own = found.get(plain(usual));
        if (own != null) {
            requireOneName(own.name(), usual);
        }
        return new ArrayList<>(found.values());
    }

    /// Settings match in any case of letters, with or without dashes.
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static void requireOneName(String name, String other) {
        if (!name.equals(other)) {
            List<String> both = Stream.of(name, other).sorted().toList();
            throw new UnusableSettingException(
                    "%s has %s and %s, which cannot be told apart:"
                            .formatted(TENANTS, both.getFirst(), both.getLast()),
                    "spell one client in one way; variables know small letters and digits only.");
        }
    }

    private static Stream<String> shadows(
            ConfigurationPropertyName shared, Collection<Tenant> tenants) {
        ConfigurationPropertyName setting = shared.subName(SHARED.getNumberOfElements());
        return tenants.stream()
                .filter(tenant -> tenant.shares(shared))
                .map(tenant -> spelt(tenant.root().append(setting)));
    }

    /// The original spelling, because names that the operator chose must stay as they are.
    private static String spelt(ConfigurationPropertyName name) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < name.getNumberOfElements(); i++) {
            String element = name.getElement(i, Form.ORIGINAL);
            if (name.chop(i + 1).isLastElementIndexed()) {
                all.append('[').append(element).append(']');
            } else {
                all.append(all.isEmpty() ? "" : ".").append(element);
            }
        }
        return all.toString();
    }

    @Override
    public String[] getPropertyNames() {
        return names.clone();
    }

    @Override
    public @Nullable Object getProperty(String name) {
        if (!name.startsWith(TENANTS + ".") && !name.startsWith(TENANTS + "[")) {
            return null;
        }
        ConfigurationPropertyName asked = ConfigurationPropertyName.adapt(name, '.');
        for (Tenant tenant : tenants) {
            if (tenant.root().isAncestorOf(asked)) {
                ConfigurationPropertyName shared = SHARED.append(asked.subName(DEPTH));
                ConfigurationProperty found =
                        tenant.shares(shared) ? getSource().getConfigurationProperty(shared) : null;
                return found == null ? null : found.getValue();
            }
        }
        return null;
    }
}
