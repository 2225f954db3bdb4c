package dev.sluice.ingest.status.http;

import dev.sluice.http.access.Access;
import dev.sluice.http.access.Scopes;
import dev.sluice.http.problem.BadParameterException;
import dev.sluice.ingest.status.StoreAwayException;
import dev.sluice.ingest.status.SubmissionState;
import dev.sluice.ingest.status.SubmissionStates;
import dev.sluice.model.StrictUuid;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/// Submissions that went through the queue.
@Controller("/v1/submissions")
@Secured({Scopes.TELEMETRY_WRITE, Scopes.TELEMETRY_READ})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "submissions")
final class SubmissionController {
  private static final String SUBMISSION_ID = "submission_id";
  private static final String EXAMPLE = "3f1c9f6e-8a52-4c41-9d0e-5a1f0b7c2d10";

  private final SubmissionStates states;

  SubmissionController(SubmissionStates states) {
    this.states = states;
  }

  @Get("/{submission_id}")
  @Operation(
      operationId = "getSubmission",
      summary = "What became of a submission",
      description =
          "Told by what it left behind: `stored` with the number of its events that are, `rejected`"
              + " with the reason, or `unknown`: never sent, still on its way, too long ago, or of"
              + " a device that is not yours to see.")
  @ApiResponse(responseCode = "200", description = "Its state")
  @ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
  @ApiResponse(responseCode = "401", ref = "#/components/responses/Unauthorized")
  @ApiResponse(responseCode = "403", ref = "#/components/responses/Forbidden")
  @ApiResponse(responseCode = "406", ref = "#/components/responses/NotAcceptable")
  @ApiResponse(responseCode = "413", ref = "#/components/responses/ContentTooLarge")
  @ApiResponse(responseCode = "414", ref = "#/components/responses/UriTooLong")
  @ApiResponse(responseCode = "429", ref = "#/components/responses/TooManyRequests")
  @ApiResponse(responseCode = "431", ref = "#/components/responses/HeadersTooLarge")
  @ApiResponse(responseCode = "500", ref = "#/components/responses/InternalError")
  @ApiResponse(responseCode = "503", ref = "#/components/responses/StoreUnavailable")
  SubmissionView get(
      @Parameter(hidden = true) HttpRequest<?> request,
      @PathVariable(SUBMISSION_ID)
          @Parameter(
              name = SUBMISSION_ID,
              schema = @Schema(type = "string", format = "uuid"),
              example = EXAMPLE)
          String submissionId) {
    UUID id =
        StrictUuid.parse(submissionId)
            .orElseThrow(() ->
                BadParameterException.of(SUBMISSION_ID, submissionId, "a UUID such as " + EXAMPLE));
    try {
      return SubmissionView.of(inSight(states.of(id), Access.of(request)));
    } catch (StoreAwayException e) {
      throw new StateUnavailableException(e);
    }
  }

  /// What is not theirs to see is as good as unknown.
  private static SubmissionState inSight(SubmissionState state, Access access) {
    boolean seen =
        switch (state) {
          case SubmissionState.Stored stored -> access.sees(stored.deviceId());
          case SubmissionState.Rejected rejected ->
              access.sees(rejected.letter().glimpse().deviceId());
          case SubmissionState.Unknown _ -> true;
        };
    return seen ? state : new SubmissionState.Unknown(state.submissionId());
  }
}
