using Graph.Domains.Abstractions;

namespace Graph.Domains.Tests.Samples.Warranties;

internal sealed class WarrantyMutations(IUpstream upstream)
{
    public async ValueTask<LoadResult<WarrantyPayload>> SetAsync(MutationContext context)
    {
        var productId = context.Input.Required("productId");
        var months = context.Input.Int("months") ?? 0;
        if (months < 1)
            return Refused(new InvalidInput("A warranty is one month or more.", "months"));

        var written = await context.Write.Change(WarrantySources.Entity, productId)
            .Expecting(context.Input.Int("expectedVersion"))
            .Showing(warranty => warranty with { Months = months })
            .SendAsync((version, write) => PatchAsync(productId, months, version, write));
        return written switch
        {
            WriteResult<Warranty>.Done done => new WarrantyPayload(done.Value, []),
            WriteResult<Warranty>.Conflict conflict => Refused(
                new VersionConflict("Someone else has changed this warranty.", (int)conflict.CurrentVersion)),
            WriteResult<Warranty>.NotFound => Refused(new NotFound("There is no warranty for this product.")),
            WriteResult<Warranty>.Refused => Refused(new InvalidInput("This warranty cannot be set.")),
            _ => ((WriteResult<Warranty>.Failed)written).Failure,
        };
    }

    private ValueTask<WriteResult<Warranty>> PatchAsync(string productId, int months, long? version, WriteContext context) =>
        upstream.SendAsync(
            new UpstreamWrite(HttpMethod.Patch, UpstreamPath.Of("/warranties/{productId}", productId)) { IfMatch = version }
                .With(new WarrantyChange(months), WarrantiesJson.Default.WarrantyChange),
            WarrantiesJson.Default.Warranty, context);

    private static WarrantyPayload Refused(UserError error) => new(null, [error]);
}
