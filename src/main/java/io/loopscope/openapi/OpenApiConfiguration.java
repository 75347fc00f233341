package io.loopscope.openapi;

import io.loopscope.role.ConditionalOnService;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.providers.WebConversionServiceProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.convert.TypeDescriptor;

@Configuration(proxyBeanMethods = false)
@ConditionalOnService
class OpenApiConfiguration {
  @Bean
  OpenAPI about(ObjectProvider<BuildProperties> build) {
    BuildProperties built = build.getIfAvailable();
    return new OpenAPI()
        .info(
            new Info()
                .title("Loopscope")
                .description("What I/O-bound and CPU-bound work do to an event loop.")
                .version(built == null ? "development" : built.getVersion()));
  }

  @Bean
  OperationDescriber operations() {
    return new OperationDescriber();
  }

  /**
   * Leaves the defaults of parameters as callers write them, such as {@code 200ms}. Springdoc would
   * convert them, by a service that it does not find under Spring Boot 4, and warn of each.
   */
  @Bean
  @Primary
  WebConversionServiceProvider defaultsAsWritten() {
    return new WebConversionServiceProvider() {
      @Override
      public @Nullable Object convert(@Nullable Object source, TypeDescriptor type) {
        return source;
      }
    };
  }
}
