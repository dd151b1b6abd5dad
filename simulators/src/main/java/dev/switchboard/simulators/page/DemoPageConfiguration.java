package dev.switchboard.simulators.page;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Serves the customer's page and the wall board. The application that imports it decides who may
/// see them.
@Configuration(proxyBeanMethods = false)
public class DemoPageConfiguration {

    @Bean
    WebMvcConfigurer demoPage() {
        return new WebMvcConfigurer() {

            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                registry.addResourceHandler("/demo/**").addResourceLocations("classpath:/demo/");
            }

            @Override
            public void addViewControllers(ViewControllerRegistry registry) {
                registry.addRedirectViewController("/demo", "/demo/");
                registry.addViewController("/demo/").setViewName("forward:/demo/index.html");
                registry.addViewController("/demo/wallboard")
                        .setViewName("forward:/demo/wallboard.html");
            }
        };
    }

    @Bean
    AgentLogins demoAgentLogins() {
        return new AgentLogins();
    }
}
