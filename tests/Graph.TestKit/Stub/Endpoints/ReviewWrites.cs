using System.Text.Json.Nodes;
using Graph.TestKit.Stub.Writes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Graph.TestKit.Stub.Endpoints;

internal static class ReviewWrites
{
    public static void Map(IEndpointRouteBuilder endpoints, StubUpstreams stub)
    {
        endpoints.MapPost("/reviews", (HttpContext context) => stub.Writes.RunAsync(context, Add));
        endpoints.MapPost("/reviews/{id}/helpful", (HttpContext context, string id) =>
            stub.Writes.RunAsync(context, write => MarkHelpful(write, id)));
    }

    private static StubReply Add(StubWrite write)
    {
        if ((string?)write.Body["productId"] is not { } productId || !write.Data.Products.ContainsKey(productId)
            || (string?)write.Body["authorId"] is not { } authorId || !write.Data.Users.ContainsKey(authorId)
            || (int?)write.Body["rating"] is not (>= 1 and <= 5)
            || (string?)write.Body["body"] is not { Length: > 0 })
        {
            return StubReply.Invalid("A review has a product, an author, a rating from 1 to 5 and a body.");
        }

        var review = (JsonObject)write.Body.DeepClone();
        review["id"] = $"added-{write.Data.Reviews.Count}";
        review["helpful"] = 0;
        review["version"] = 1;
        review["createdAt"] = StubData.TimeOf(1000);
        review["updatedAt"] = StubData.TimeOf(1000);
        write.Data.Reviews.Add(review);
        write.Created("review.added", $"review:{StubData.IdOf(review)}", review, ("ofProduct", write.Data.ReviewsOf(productId).Count()));
        return StubReply.Done(review, StatusCodes.Status201Created);
    }

    private static StubReply MarkHelpful(StubWrite write, string id)
    {
        var review = write.Data.Reviews.Find(review => StubData.IdOf(review) == id);
        if (review is null)
        {
            return StubReply.NotFound();
        }

        write.Changed("review.helpful", $"review:{id}", review, changed => changed["helpful"] = (int)changed["helpful"]! + 1);
        return StubReply.Done(review);
    }
}
