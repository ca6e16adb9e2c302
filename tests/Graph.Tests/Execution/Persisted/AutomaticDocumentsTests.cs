using Graph.Domains.Abstractions;
using Graph.Execution.Persisted;
using Graph.Execution.Results;

namespace Graph.Tests.Execution.Persisted;

/// <summary>Documents that clients register: text and hash once, the hash from then on.</summary>
public sealed class AutomaticDocumentsTests
{
    private const string Query = PersistedWorld.Query;

    [Fact]
    public async Task Hash_AfterItsTextHasRun_Runs()
    {
        using var world = new PersistedWorld();

        var unknown = await world.RunAsync("", hashOf: Query);
        var registered = await world.RunAsync(Query, hashOf: Query);
        var known = await world.RunAsync("", hashOf: Query);

        Assert.Equal(ResultOutcome.BadRequest, unknown.Outcome);
        Assert.Equal((ErrorCodes.PersistedQueryNotFound, "PersistedQueryNotFound"), (unknown.Errors[0].Code, unknown.Errors[0].Message));
        Assert.Equal(PersistedWorld.Answer, registered.Json());
        Assert.Equal(PersistedWorld.Answer, known.Json());
    }

    [Fact]
    public async Task Hash_OfTextThatWasSentWithoutIt_IsUnknown()
    {
        using var world = new PersistedWorld();
        await world.RunAsync(Query);

        Assert.Equal(ErrorCodes.PersistedQueryNotFound, await world.CodeAsync("", hashOf: Query));
    }

    [Fact]
    public async Task Hash_OfAnotherText_IsAMismatchAndNothingIsStored()
    {
        using var world = new PersistedWorld();
        const string other = "{ __typename }";

        Assert.Equal(ErrorCodes.PersistedQueryHashMismatch, await world.CodeAsync(Query, hashOf: other));

        Assert.Equal(ErrorCodes.PersistedQueryNotFound, await world.CodeAsync("", hashOf: Query));
        Assert.Equal(ErrorCodes.PersistedQueryNotFound, await world.CodeAsync("", hashOf: other));
        Assert.Equal((0, 0), (world.Automatic.Remembered.Count, world.Shared.Automatic.Count));
    }

    [Theory]
    [InlineData("{ nope }", ErrorCodes.ValidationFailed)]
    [InlineData("{ item { ", ErrorCodes.ParseFailed)]
    public async Task Document_ThatIsNotValid_IsNeverKept(string text, string code)
    {
        using var world = new PersistedWorld();

        Assert.Equal(code, await world.CodeAsync(text, hashOf: text));

        Assert.Equal(ErrorCodes.PersistedQueryNotFound, await world.CodeAsync("", hashOf: text));
        Assert.Equal((0, 0), (world.Automatic.Remembered.Count, world.Shared.Automatic.Count));
    }

    [Fact]
    public async Task Document_ThatAnotherInstanceKnows_RunsAndIsRemembered()
    {
        using var world = new PersistedWorld();
        world.Shared.Automatic[DocumentHash.Of(Query)] = Query;

        Assert.Equal(PersistedWorld.Answer, (await world.RunAsync("", hashOf: Query)).Json());
        var asked = world.Shared.Questions;
        world.Shared.Automatic.Clear();
        world.Shared.Trusted.Clear();

        Assert.Equal(PersistedWorld.Answer, (await world.RunAsync("", hashOf: Query)).Json());
        Assert.Equal(1, world.Automatic.Remembered.Count);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task Document_ThatIsValidElsewhereOnly_SaysSoAndIsNotRemembered()
    {
        using var world = new PersistedWorld();
        world.Shared.Automatic[DocumentHash.Of("{ nope }")] = "{ nope }";

        Assert.Equal(ErrorCodes.ValidationFailed, await world.CodeAsync("", hashOf: "{ nope }"));

        Assert.Equal(0, world.Automatic.Remembered.Count);
    }

    [Fact]
    public async Task Registrations_MoreThanMaxDocuments_ForgetTheOldest()
    {
        using var world = new PersistedWorld(("Persisted:MaxDocuments", "2"));
        string[] texts = ["{ a: __typename }", "{ b: __typename }", "{ c: __typename }"];
        foreach (var text in texts)
        {
            await world.RunAsync(text, hashOf: text);
        }

        world.Shared.Automatic.Clear();

        Assert.Equal(2, world.Automatic.Remembered.Count);
        Assert.Equal(ErrorCodes.PersistedQueryNotFound, await world.CodeAsync("", hashOf: texts[0]));
        Assert.Null(await world.CodeAsync("", hashOf: texts[2]));
    }

    [Fact]
    public async Task AutomaticOff_HashesAreNotFoundAndTextStillRuns()
    {
        using var world = new PersistedWorld(("Persisted:Automatic", "false"), ("Persisted:FromRedis", "false"));

        Assert.Null(await world.CodeAsync(Query, hashOf: Query));
        var refused = await world.RunAsync("", hashOf: Query);

        Assert.Equal((ErrorCodes.PersistedQueryNotFound, "PersistedQueryNotSupported"), (refused.Errors[0].Code, refused.Errors[0].Message));
        Assert.Equal(ErrorCodes.PersistedQueryHashMismatch, await world.CodeAsync(Query, hashOf: "{ __typename }"));
        Assert.Empty(world.Shared.Automatic);
    }

    [Fact]
    public async Task AutomaticOff_WithTrustedDocuments_ClientsAreNotToldToStopSendingHashes()
    {
        using var world = new PersistedWorld(("Persisted:Automatic", "false"));

        var refused = await world.RunAsync("", hashOf: Query);

        Assert.Equal("PersistedQueryNotFound", refused.Errors[0].Message);
    }
}
