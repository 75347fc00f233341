package io.loopscope.http;

import java.time.Duration;
import org.springframework.boot.http.codec.CodecCustomizer;
import org.springframework.boot.webflux.autoconfigure.WebFluxRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.accept.HeaderContentTypeResolver;
import org.springframework.web.reactive.accept.RequestedContentTypeResolver;
import org.springframework.web.reactive.accept.RequestedContentTypeResolverBuilder;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

@Configuration(proxyBeanMethods = false)
class HttpConfiguration implements WebFluxConfigurer {
  @Override
  public void addFormatters(FormatterRegistry registry) {
    registry.addConverter(String.class, DelayDistribution.class, DelayDistribution::parse);
    registry.addConverter(String.class, Duration.class, DelayDistribution::parseFixed);
    registry.addConverterFactory(new ApiEnumConverter());
  }

  /** A problem is sent as JSON even if the Accept header excludes it or is malformed. */
  @Override
  public void configureContentTypeResolver(RequestedContentTypeResolverBuilder builder) {
    HeaderContentTypeResolver header = new HeaderContentTypeResolver();
    builder.resolver(
        exchange ->
            isProblem(exchange.getResponse())
                ? RequestedContentTypeResolver.MEDIA_TYPE_ALL_LIST
                : header.resolveMediaTypes(exchange));
  }

  private static boolean isProblem(ServerHttpResponse response) {
    HttpStatusCode status = response.getStatusCode();
    return status != null && status.isError();
  }

  @Bean
  WebFluxRegistrations strictParameters() {
    return new WebFluxRegistrations() {
      @Override
      public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new StrictRequestMapping();
      }
    };
  }

  @Bean
  CodecCustomizer plainText() {
    return codecs -> codecs.customCodecs().register(new PlainTextEncoder());
  }

  private static final class ApiEnumConverter implements ConverterFactory<String, ApiEnum> {
    @Override
    public <T extends ApiEnum> Converter<String, T> getConverter(Class<T> type) {
      return id ->
          ApiEnum.find(type, id)
              .orElseThrow(() -> new IllegalArgumentException("not an id of " + type + ": " + id));
    }
  }
}
