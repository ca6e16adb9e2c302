using System.ComponentModel;
using Graph.Upstreams.Http;
using Microsoft.AspNetCore.Mvc;

namespace Graph.Upstreams.Faults;

internal static class FaultEndpoints
{
    public static void MapFaults(this IEndpointRouteBuilder routes)
    {
        var faults = routes.MapGroup("/faults").WithTags("faults");
        faults.MapGet("", (FaultRegistry registry) => Answer.Of(registry.Current)).WithSummary("The faults in force").Produces<List<Fault>>();
        faults.MapPost("", Post)
            .WithSummary("Makes a service slow or failing, for demos and tests")
            .WithDescription("Replaces the service's fault that was in force before.")
            .Produces<Fault>().ProducesProblem(StatusCodes.Status400BadRequest);
        faults.MapDelete("", Delete).WithSummary("Ends one service's fault, or all").Produces(StatusCodes.Status204NoContent);
    }

    private static Answer Post([FromBody] FaultDraft draft, FaultRegistry registry)
    {
        var fault = draft.ToFault();
        registry.Set(fault);
        return Answer.Of(fault);
    }

    private static Answer Delete(FaultRegistry registry, [Description("One of the services, or 'all'; absent: every fault.")] string? service)
    {
        registry.Clear(service);
        return Answer.NoContent();
    }
}
