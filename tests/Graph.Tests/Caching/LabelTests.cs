using Graph.Caching;
using Graph.Domains.Abstractions;

namespace Graph.Tests.Caching;

public sealed class LabelTests
{
    [Fact]
    public void Label_OfSourcesThatShareAPolicy_IsUnique()
    {
        SourceDefinition[] definitions =
        [
            new EntityDefinition<Thing>(CacheWorld.Things, "Tests"),
            new EntityDefinition<Thing>(new EntitySource<Thing>("Thing", thing => thing.Id, name: "things:owner"), "Tests"),
            new ListDefinition<Thing, StampedPage>(CacheWorld.Lists, "Tests"),
        ];

        Assert.Equal(["Thing", "things:owner", "things"], definitions.Select(definition => definition.Label));
    }
}
