using Graph.Domains.Abstractions;
using Graph.Domains.Tests.Seam;

namespace Graph.Domains.Tests.Mutations;

/// <summary>Every outcome of every mutation.</summary>
public sealed class MutationOutcomeTests
{
    private readonly FakeGraph _graph = MutationGraph.Make();

    public static TheoryData<string> Mutations => [.. MutationCase.All.Select(mutation => mutation.Field)];

    public static TheoryData<string> Versioned => [.. MutationCase.All.Where(mutation => mutation.IsVersioned).Select(mutation => mutation.Field)];

    [Fact]
    public void EveryMutation_HasItsCase() =>
        Assert.Equal(_graph.Mutations.Keys.Order(), MutationCase.All.Select(mutation => mutation.Field).Order());

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task Mutation_Done_AnswersWithWhatIsWritten(string field)
    {
        var mutation = Prepared(field, out var upstream);
        upstream.Written(mutation.Sends, mutation.Answers);

        var payload = await PayloadAsync(mutation);

        Assert.Equal([mutation.Sent], upstream.Sent);
        Assert.NotNull(FirstOf(payload));
        Assert.Empty(Errors(payload));
        Assert.Equal((mutation.What, mutation.IsIdempotent), (_graph.Writer.Write.What, _graph.Writer.Write.IsIdempotent));
        Assert.Equal(mutation.Touched, _graph.Writer.Write.Touched);
    }

    [Theory]
    [MemberData(nameof(Versioned))]
    public async Task Mutation_Conflict_TellsTheVersionAndTheNewestState(string field)
    {
        var mutation = Prepared(field, new WriteResult<string>.Conflict(8));

        var payload = await PayloadAsync(mutation);

        Assert.Equal(8, Assert.IsType<VersionConflict>(Assert.Single(Errors(payload))).CurrentVersion);
        Assert.NotNull(field == "checkout" ? payload.GetType().GetProperty("Cart")!.GetValue(payload) : FirstOf(payload));
    }

    [Theory]
    [MemberData(nameof(Versioned))]
    public async Task Mutation_ConflictAndTheNewestStateCannotBeRead_IsAConflictStill(string field)
    {
        var mutation = Prepared(field, new WriteResult<string>.Conflict(8));
        _graph.Upstream(mutation.Domain).Failing = new Failure(ErrorCodes.UpstreamUnavailable, "Down.");

        var payload = await PayloadAsync(mutation);

        Assert.IsType<VersionConflict>(Assert.Single(Errors(payload)));
        Assert.Null(FirstOf(payload));
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task Mutation_NotFound_IsTyped(string field)
    {
        var payload = await PayloadAsync(Prepared(field, new WriteResult<string>.NotFound()));

        Assert.IsType<NotFound>(Assert.Single(Errors(payload)));
        Assert.Null(FirstOf(payload));
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task Mutation_RefusedForReasonsOfTheServicesOwn_IsInvalidInputInTheGraphsWords(string field)
    {
        var problem = MutationGraph.Problem(422, "because-of-secret-things", ("detail", "secret"));

        var payload = await PayloadAsync(Prepared(field, new WriteResult<string>.Refused(problem)));

        Assert.DoesNotContain("secret", Assert.IsType<InvalidInput>(Assert.Single(Errors(payload))).Message, StringComparison.Ordinal);
        Assert.Null(FirstOf(payload));
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task Mutation_OfAnotherRequestsKey_NamesTheKey(string field)
    {
        var problem = MutationGraph.Problem(422, "idempotency-key-reused");

        var payload = await PayloadAsync(Prepared(field, new WriteResult<string>.Refused(problem)));

        Assert.Equal("idempotencyKey", Assert.IsType<InvalidInput>(Assert.Single(Errors(payload))).Field);
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task Mutation_Failed_IsAnErrorOfTheFieldAndTouchesNothing(string field)
    {
        var failure = new Failure(ErrorCodes.UpstreamUnavailable, "Down.");

        var result = await RunAsync(Prepared(field, new WriteResult<string>.Failed(failure)));

        Assert.Equal((null, failure), (result.Value, result.Failure));
        Assert.Empty(_graph.Writer.Write.Touched);
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task Mutation_OfUnknownOutcome_TouchesAllThatItMayHaveChanged(string field)
    {
        var failure = new Failure(ErrorCodes.OutcomeUnknown, "Lost.");
        var mutation = Prepared(field, new WriteResult<string>.Failed(failure));

        var result = await RunAsync(mutation);

        Assert.Equal(failure, result.Failure);
        // What only the answer tells is not known then.
        Assert.Equal(
            mutation.Touched.Distinct().Where(touched => touched != "entity cart:c1 v4"), _graph.Writer.Write.Touched);
    }

    [Theory]
    [InlineData("createCart", """{"id":"c2","ownerId":"6","items":[],"version":1,"updatedAt":"2026-02-03T04:05:06Z"}""")]
    [InlineData("setCartItem", """{"id":"c2","ownerId":"5","items":[],"version":1,"updatedAt":"2026-02-03T04:05:06Z"}""")]
    [InlineData("claimCart", """{"id":"c2","ownerId":"6","items":[],"version":1,"updatedAt":"2026-02-03T04:05:06Z"}""")]
    [InlineData("updatePreferences", """{"userId":"6","currency":"EUR","language":"de","newsletter":true,"version":4}""")]
    public async Task Mutation_AnsweredWithAnothersRecord_NeverServesIt(string field, string json)
    {
        var mutation = Prepared(field, new WriteResult<string>.Done(json));

        var result = await RunAsync(mutation);

        Assert.Equal(ErrorCodes.OutcomeUnknown, result.Failure?.Code);
        Assert.NotEmpty(_graph.Writer.Write.Touched);
    }

    private static IReadOnlyList<UserError> Errors(object payload) =>
        (IReadOnlyList<UserError>)payload.GetType().GetProperty("Errors")!.GetValue(payload)!;

    private static object? FirstOf(object payload) => payload.GetType().GetProperties()[0].GetValue(payload);

    private MutationCase Prepared(string field, out FakeUpstream upstream)
    {
        var mutation = MutationCase.Of(field);
        upstream = _graph.Upstream(mutation.Domain);
        return mutation;
    }

    private MutationCase Prepared(string field, WriteResult<string> outcome)
    {
        var mutation = Prepared(field, out var upstream);
        upstream.Outcome(mutation.Sends, outcome);
        return mutation;
    }

    private Task<ILoadResult> RunAsync(MutationCase mutation) => _graph.MutateAsync(mutation.Field, mutation.Arguments);

    private async Task<object> PayloadAsync(MutationCase mutation)
    {
        var result = await RunAsync(mutation);
        Assert.Null(result.Failure);
        return Assert.IsAssignableFrom<object>(result.Value);
    }
}
