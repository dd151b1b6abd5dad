package dev.switchboard.adapter.in.web;

import dev.switchboard.adapter.in.web.error.ErrorWebConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/// Controllers wired by their own configuration over fakes of the inbound ports, without a server,
/// filters and security.
public final class WebSlice {

    private WebSlice() {}

    /// @param configuration of the package under test
    /// @param ports the beans that it needs, each registered by its own type
    public static MockMvc of(Class<?> configuration, Object... ports) {
        return with(Map.of(), configuration, ports);
    }

    /// Like [#of], with these settings.
    public static MockMvc with(
            Map<String, Object> properties, Class<?> configuration, Object... ports) {
        var context = new AnnotationConfigWebApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("operator", properties));
        context.setServletContext(new MockServletContext());
        context.register(SpringMvc.class, ErrorWebConfiguration.class, configuration);
        context.addBeanFactoryPostProcessor(beans -> {
            for (Object port : ports) {
                beans.registerSingleton(port.getClass().getName(), port);
            }
        });
        context.refresh();
        return MockMvcBuilders.webAppContextSetup(context).build();
    }

    /// A body from the original's documentation.
    public static byte[] seed(String name) {
        try (InputStream seed = WebSlice.class.getResourceAsStream("/seed/" + name)) {
            return Objects.requireNonNull(seed, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    static class SpringMvc {}
}
