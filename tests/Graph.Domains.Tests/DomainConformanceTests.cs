using System.Reflection;
using Graph.Domains.Abstractions;
using Graph.Domains.Tests.Seam;

namespace Graph.Domains.Tests;

/// <summary>What holds for every domain, whoever writes it.</summary>
public sealed class DomainConformanceTests
{
    private static readonly string[] Keys = ["1", "2", "3"];
    private static readonly string[] EventData = ["category", "previousCategory", "productId", "ownerId", "userId"];

    public static TheoryData<string> Names => [.. DomainModule.All.Concat(DomainModule.Samples).Select(module => module.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Domain_HasItsSdlFile(string domain) =>
        Assert.Contains($"{domain.ToLowerInvariant()}.graphql", Sdl.Files.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void EverySource_HasAFreshnessPolicyInTheSdl(string domain)
    {
        var policies = GraphOf(domain).Sources.Keys.Select(source => source.Policy);

        Assert.All(policies, policy => Assert.True(Sdl.Has(policy, "freshness"), $"{policy} has no @freshness."));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryBinding_HasItsFieldInTheSdl(string domain)
    {
        var graph = GraphOf(domain);
        var bound = graph.Types.SelectMany(type => type.Value.Fields.Keys.Select(field => (Type: type.Key, Field: field)))
            .Concat(graph.Queries.Keys.Select(field => (Type: "Query", Field: field)))
            .Concat(graph.Mutations.Keys.Select(field => (Type: "Mutation", Field: field)));

        Assert.All(bound, binding =>
            Assert.Contains(binding.Field, Sdl.ObjectFields[binding.Type].Select(field => field.Name.StringValue)));
    }

    [Fact]
    public void EverySdlField_HasABindingOrAProperty()
    {
        var graph = FakeGraph.WithAllDomains();
        foreach (var sample in DomainModule.Samples)
        {
            graph.Add(sample);
        }

        foreach (var shared in new[]
        {
            typeof(Money), typeof(PageInfo), typeof(VersionConflict), typeof(OutOfStock), typeof(NotFound), typeof(InvalidInput),
        })
        {
            graph.Types.Add(shared.Name, new RecordedType(shared));
        }

        var fields = Sdl.ObjectFields.SelectMany(type => type.Select(field => (Type: type.Key, Field: field.Name.StringValue)))
            .Where(field => field is not ({ Type: "Invalidation" } or { Type: "Subscription", Field: "invalidations" })); // the engine's own

        Assert.All(fields, field => Assert.True(IsAnswered(graph, field.Type, field.Field), $"{field} has neither binding nor property."));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task EveryFetch_OfUnknownKeys_GivesOneResultForEachWithoutAFailure(string domain)
    {
        var graph = GraphOf(domain);
        graph.Upstream(domain).KnowsNothing = true;

        foreach (var source in graph.Sources.Values)
        {
            var fetches = await source.FetchAsync(Keys, graph.Fetch);

            Assert.NotEmpty(fetches);
            Assert.All(fetches, results => Assert.Equal(Keys.Length, results.Count));
            Assert.All(fetches, results => Assert.All(results, result => Assert.Null(result.Failure)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task EveryFetch_FromAFailingUpstream_GivesItsFailureForEachKey(string domain)
    {
        var graph = GraphOf(domain);
        var failure = new Failure(ErrorCodes.UpstreamUnavailable, "Down.");
        graph.Upstream(domain).Failing = failure;

        foreach (var source in graph.Sources.Values)
        {
            var fetches = await source.FetchAsync(Keys, graph.Fetch);

            Assert.All(fetches, results => Assert.Equal(Keys.Select(_ => failure), results.Select(result => result.Failure!)));
        }

        Assert.Empty(graph.Fetch.Primed);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryEvent_WithAllOrNoneOfItsData_TouchesSomething(string domain)
    {
        foreach (var (type, invalidate) in GraphOf(domain).Listeners)
        {
            foreach (var change in Changes(type))
            {
                var stale = new FakeStale();

                invalidate(change, stale);

                Assert.True(stale.Touched.Count > 0, $"{change} touches nothing.");
            }
        }
    }

    private static IEnumerable<ChangeEvent> Changes(string type)
    {
        var data = EventData.ToDictionary(name => name, _ => "1");
        return
        [
            new(type, "1", 2, data),
            new(type, "1", null, new Dictionary<string, string>()),
            new(type, null, 2, new Dictionary<string, string> { ["unknown"] = "" }),
            new(type, null, null, new Dictionary<string, string>()),
        ];
    }

    private static FakeGraph GraphOf(string domain) =>
        new FakeGraph().Add(DomainModule.All.Concat(DomainModule.Samples).Single(module => module.Name == domain));

    private static bool IsAnswered(FakeGraph graph, string type, string field)
    {
        if (type == "Query")
            return graph.Queries.ContainsKey(field);
        if (type == "Mutation")
            return graph.Mutations.ContainsKey(field);
        if (type == "Subscription")
            return graph.Subscriptions.ContainsKey(field);

        return graph.Types.TryGetValue(type, out var bound)
            && (bound.Fields.ContainsKey(field)
                || bound.ClrType.GetProperty(field, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is not null);
    }
}
