using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Graph.Upstreams.Http;

namespace Graph.Upstreams.Faults;

internal sealed record FaultDraft(
    [property: Required, Description("One of the seven services, or 'all'. A service's own fault goes before that of all.")] string Service,
    [property: Range(0, 600_000), Description("Wait before the answer, in milliseconds.")] int? LatencyMs = null,
    [property: Range(0.0, 1.0), Description("Share of requests that fail. Default: 1 with a status, otherwise 0.")] double? ErrorRate = null,
    [property: Range(400, 599), Description("Status of those that fail. Default: 500.")] int? Status = null,
    [property: Range(0.0, 1.0), Description("Share of requests whose connection is cut.")] double? ResetRate = null,
    [property: Description("Only writes, and only after they have been carried out: their answer is lost.")] bool AfterWrite = false) : IValidated, IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Service != FaultRegistry.AllServices && !ServiceNames.All.Contains(Service))
            yield return new ValidationResult($"One of {string.Join(", ", ServiceNames.All)} or {FaultRegistry.AllServices}.", ["service"]);
    }

    public Fault ToFault() => new(
        Service, LatencyMs ?? 0, ErrorRate ?? (Status is null ? 0 : 1), Status ?? StatusCodes.Status500InternalServerError, ResetRate ?? 0, AfterWrite);
}
