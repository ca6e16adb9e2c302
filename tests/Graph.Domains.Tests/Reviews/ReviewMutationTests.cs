using Graph.Domains.Abstractions;
using Graph.Domains.Reviews;
using Graph.Domains.Tests.Mutations;
using Graph.Domains.Tests.Seam;

namespace Graph.Domains.Tests.Reviews;

public sealed class ReviewMutationTests
{
    [Fact]
    public async Task MarkReviewHelpful_OfAReviewThatIsNotKnown_LeavesAllLists()
    {
        var graph = FakeGraph.WithAllDomains();
        graph.Upstream("Reviews").Written("POST /reviews/7/helpful", Json.Review("7"));

        await graph.MutateAsync("markReviewHelpful", MutationCase.Of("markReviewHelpful").Arguments);

        Assert.Empty(graph.Writer.Write.Touched);
    }

    [Fact]
    public async Task AddReview_InAnothersName_IsNeverServed()
    {
        var graph = MutationGraph.Make();
        graph.Upstream("Reviews").Written("POST /reviews", Json.Review("7"));

        var result = await graph.MutateAsync<ReviewPayload>("addReview", MutationCase.Of("addReview").Arguments);

        Assert.Equal(ErrorCodes.OutcomeUnknown, result.Failure?.Code);
    }
}
