package dev.switchboard.bootstrap;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.info.ProjectInfoAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.data.autoconfigure.metrics.DataRepositoryMetricsAutoConfiguration;
import org.springframework.boot.data.autoconfigure.web.DataWebAutoConfiguration;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoRepositoriesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.SslHealthContributorAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.logging.logback.LogbackMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.ssl.SslMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.task.TaskExecutorMetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ScheduledTasksObservationAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.health.MongoHealthContributorAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.PersistenceExceptionTranslationAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.boot.transaction.jta.autoconfigure.JtaAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

/// Spring Boot's auto-configuration without the parts that its libraries bring along and the hub
/// never uses: those would lengthen every start.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnableAutoConfiguration(
        exclude = {
            // The store is chosen and built by its own adapter.
            MongoAutoConfiguration.class,
            MongoHealthContributorAutoConfiguration.class,
            DataMongoAutoConfiguration.class,
            DataMongoRepositoriesAutoConfiguration.class,
            // No Spring repositories, and no pages of them as parameters of controllers.
            DataRepositoryMetricsAutoConfiguration.class,
            DataWebAutoConfiguration.class,
            // One durable write per accepted event needs no transactions.
            TransactionAutoConfiguration.class,
            TransactionManagerCustomizationAutoConfiguration.class,
            JtaAutoConfiguration.class,
            PersistenceExceptionTranslationAutoConfiguration.class,
            // No aspects.
            AopAutoConfiguration.class,
            // Tokens are verified by the identity of in.web.
            OAuth2ResourceServerAutoConfiguration.class,
            OAuth2ResourceServerWebSecurityAutoConfiguration.class,
            // Values refuse bad input themselves.
            ValidationAutoConfiguration.class,
            // Threads and timers are the hub's own.
            TaskExecutionAutoConfiguration.class,
            TaskSchedulingAutoConfiguration.class,
            TaskExecutorMetricsAutoConfiguration.class,
            ScheduledTasksObservationAutoConfiguration.class,
            // Certificates are the proxy's; those between hubs have no part in readiness.
            SslHealthContributorAutoConfiguration.class,
            SslMetricsAutoConfiguration.class,
            // Log events are counted at less cost.
            LogbackMetricsAutoConfiguration.class,
            // One endpoint takes a form, and reads it itself.
            MultipartAutoConfiguration.class,
            // There is no build-info file.
            ProjectInfoAutoConfiguration.class
        },
        excludeName = {
            // No STOMP.
            "org.springframework.boot.websocket.autoconfigure.servlet.WebSocketMessagingAutoConfiguration",
            // No pages in the description of the API, and no Kotlin.
            "org.springdoc.core.configuration.SpringDocPageableConfiguration",
            "org.springdoc.core.configuration.SpringDocSortConfiguration",
            "org.springdoc.core.configuration.SpringDocKotlinConfiguration"
        })
@interface UsedAutoConfiguration {}
