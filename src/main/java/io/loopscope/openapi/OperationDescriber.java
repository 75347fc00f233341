package io.loopscope.openapi;

import static org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE;
import static org.springframework.http.MediaType.TEXT_PLAIN_VALUE;

import io.loopscope.http.ApiExample;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Optional;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/**
 * Describes what all operations have in common: what they show, text for terminals, and how they
 * fail.
 */
final class OperationDescriber implements GlobalOperationCustomizer {
  @Override
  public Operation customize(Operation operation, HandlerMethod method) {
    Optional.ofNullable(method.getMethodAnnotation(ApiExample.class))
        .ifPresent(example -> operation.summary(example.shows()));
    operation.getResponses().values().forEach(OperationDescriber::textIsText);
    operation.getResponses().addApiResponse(ApiResponses.DEFAULT, problem());
    return operation;
  }

  /** Springdoc gives each content type the schema of the answer's record. */
  private static void textIsText(ApiResponse response) {
    Content content = response.getContent();
    if (content != null) {
      content.computeIfPresent(TEXT_PLAIN_VALUE, (type, asRecord) -> of(string()));
    }
  }

  private static MediaType of(Schema<?> schema) {
    return new MediaType().schema(schema);
  }

  private static ApiResponse problem() {
    Schema<?> members =
        type("object")
            .addProperty("status", type("integer"))
            .addProperty("title", string())
            .addProperty("detail", string().description("what was wrong, and what is allowed"))
            .addProperty("instance", string().description("the path of the request"))
            .addProperty("parameter", string().description("which parameter, if one was wrong"))
            .addProperty("allowed", string().description("what it may be"));
    return new ApiResponse()
        .description("A problem as of RFC 9457; some carry more members")
        .content(new Content().addMediaType(APPLICATION_PROBLEM_JSON_VALUE, of(members)));
  }

  private static Schema<?> string() {
    return type("string");
  }

  private static Schema<?> type(String type) {
    return new JsonSchema().typesItem(type);
  }
}
