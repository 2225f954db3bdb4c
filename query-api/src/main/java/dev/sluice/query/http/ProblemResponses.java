package dev.sluice.query.http;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The problems every read can answer with, for the OpenAPI document; `openapi-shared.yml` has
/// them.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@ApiResponse(responseCode = "200", description = "Found")
@ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
@ApiResponse(responseCode = "401", ref = "#/components/responses/Unauthorized")
@ApiResponse(responseCode = "403", ref = "#/components/responses/Forbidden")
@ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
@ApiResponse(responseCode = "406", ref = "#/components/responses/NotAcceptable")
@ApiResponse(responseCode = "413", ref = "#/components/responses/ContentTooLarge")
@ApiResponse(responseCode = "414", ref = "#/components/responses/UriTooLong")
@ApiResponse(responseCode = "429", ref = "#/components/responses/TooManyRequests")
@ApiResponse(responseCode = "431", ref = "#/components/responses/HeadersTooLarge")
@ApiResponse(responseCode = "500", ref = "#/components/responses/InternalError")
@ApiResponse(responseCode = "503", ref = "#/components/responses/StoreUnavailable")
@interface ProblemResponses {}
