using Graph.Domains.Abstractions;
using Graph.Execution.Persisted;

namespace Graph.Tests.Execution.Persisted;

/// <summary>Documents that the operators have chosen, and a graph that runs no others.</summary>
public sealed class TrustedDocumentsTests
{
    private const string Query = PersistedWorld.Query;
    private static readonly (string, string) Only = ("Persisted:Only", "true");

    [Fact]
    public async Task Hash_OfTheFolder_Runs()
    {
        using var world = new PersistedWorld(Only);
        world.Trust(Query);

        Assert.Equal(PersistedWorld.Answer, (await world.RunAsync("", hashOf: Query)).Json());
        Assert.Equal(0, world.Shared.Questions);
    }

    [Fact]
    public async Task Hash_OfRedis_RunsAndIsRemembered()
    {
        using var world = new PersistedWorld(Only);
        world.Shared.Trusted[DocumentHash.Of(Query)] = Query;

        Assert.Null(await world.CodeAsync("", hashOf: Query));
        world.Shared.Trusted.Clear();

        Assert.Equal(PersistedWorld.Answer, (await world.RunAsync("", hashOf: Query)).Json());
        Assert.Equal(1, world.Trusted.Fetched.Count);
    }

    [Fact]
    public async Task Registrations_HoweverMany_PushNoTrustedDocumentOut()
    {
        using var world = new PersistedWorld(("Persisted:MaxDocuments", "1"));
        world.Shared.Trusted[DocumentHash.Of(Query)] = Query;
        await world.RunAsync("", hashOf: Query);
        world.Shared.Trusted.Clear();

        await world.RunAsync("{ a: __typename }", hashOf: "{ a: __typename }");
        await world.RunAsync("{ b: __typename }", hashOf: "{ b: __typename }");

        Assert.Null(await world.CodeAsync("", hashOf: Query));
    }

    [Theory]
    [InlineData(true, true)] // sent along, with its hash
    [InlineData(true, false)] // and without
    [InlineData(false, true)]
    public async Task Only_TextThatIsATrustedDocument_Runs(bool withText, bool withHash)
    {
        using var world = new PersistedWorld(Only);
        world.Trust(Query);

        Assert.Null(await world.CodeAsync(withText ? Query : "", withHash ? Query : null));
    }

    [Fact]
    public async Task Only_AnyOtherText_IsRefused()
    {
        using var world = new PersistedWorld(Only);
        world.Trust(Query);

        Assert.Equal(ErrorCodes.PersistedQueryRequired, await world.CodeAsync("{ item { id  } }")); // one blank more
        Assert.Equal(ErrorCodes.PersistedQueryRequired, await world.CodeAsync("mutation { change { id } }"));
        Assert.Equal(ErrorCodes.PersistedQueryRequired, await world.CodeAsync("{ __schema { types { name } } }"));
        Assert.Equal(ErrorCodes.PersistedQueryRequired, await world.CodeAsync("no GraphQL {"));
    }

    [Fact]
    public async Task Only_Registration_IsRefusedAndBringsNothing()
    {
        using var world = new PersistedWorld(Only);
        world.Trust(Query);
        const string other = "{ __typename }";

        Assert.Equal(ErrorCodes.PersistedQueryRequired, await world.CodeAsync(other, hashOf: other));
        Assert.Equal(ErrorCodes.PersistedQueryHashMismatch, await world.CodeAsync(other, hashOf: Query));
        Assert.Equal(ErrorCodes.PersistedQueryNotFound, await world.CodeAsync("", hashOf: other));

        Assert.Equal((0, 0), (world.Automatic.Remembered.Count, world.Shared.Automatic.Count));
    }

    [Fact]
    public async Task Only_WhatClientsHaveRegisteredElsewhere_IsNotFound()
    {
        using var world = new PersistedWorld(Only);
        world.Shared.Automatic[DocumentHash.Of(Query)] = Query;

        Assert.Equal(ErrorCodes.PersistedQueryNotFound, await world.CodeAsync("", hashOf: Query));
        Assert.Equal(ErrorCodes.PersistedQueryRequired, await world.CodeAsync(Query));
    }

    [Fact]
    public async Task Only_TheGraphsOwnOperations_Run()
    {
        using var world = new PersistedWorld(Only);

        Assert.Null(await world.CodeAsync(Query, isOwn: true));
    }
}
