using Graph.Domains.Abstractions;
using Graph.Execution.Schema;
using Graph.Hosting;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Hosting;

/// <summary>What belongs to every domain fits its SDL, whether a domain uses it or not.</summary>
public sealed class SharedTypesTests
{
    internal sealed record Payload(IReadOnlyList<UserError> Errors);

    [Fact]
    public void CommonSdl_WithoutAnyMutation_IsASchema()
    {
        var domains = NoDomains();
        Domain(domains).Query<string>("ping", _ => new ValueTask<LoadResult<string>>("pong"));

        var model = Model(domains, "extend type Query { ping: String }");
        using var schema = SchemaFactory.Create(model, domains.Types);

        Assert.Null(schema.Mutation);
        Assert.NotNull(schema.AllTypes["OutOfStock"]);
    }

    [Fact]
    public void CommonSdl_WithAMutation_HasItAndItsErrors()
    {
        var domains = NoDomains();
        var domain = Domain(domains);
        domain.Query<string>("ping", _ => new ValueTask<LoadResult<string>>("pong"));
        domain.Type<Payload>("Payload");
        domain.Mutation<Payload>("change", _ => new ValueTask<LoadResult<Payload>>(new Payload([])));

        var model = Model(
            domains, "extend type Query { ping: String } extend type Mutation { change(price: MoneyInput): Payload } type Payload { errors: [UserError!]! }");
        using var schema = SchemaFactory.Create(model, domains.Types);

        Assert.NotNull(schema.Mutation?.GetField("change"));
    }

    private static DomainModel NoDomains() => new([], Options.Create(new DomainsOptions()), upstreams: null!, ids: null!);

    private static DomainBuilder Domain(DomainModel domains) => new("Test", upstream: null!, domains.Types, domains.Sources, domains.Events, domains.Feeds);

    private static SchemaModel Model(DomainModel domains, string sdl) => SchemaModel.Create(
        [.. SdlSources.FromResources(typeof(IDomainModule).Assembly, []), new SdlSource("test.graphql", sdl)], domains.Types);
}
