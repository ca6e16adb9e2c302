using Graph.Domains.Abstractions;
using Graph.Domains.Products;
using Graph.Domains.Users;

namespace Graph.Domains.Recommendations;

public sealed class RecommendationsDomain : IDomainModule
{
    public static string Name => "Recommendations";

    public static void Register(IDomainBuilder domain)
    {
        var upstream = new RecommendationsUpstream(domain.Upstream);

        domain.List(RecommendationSources.OfProduct).FetchFirstPages(upstream.GetByProductsAsync);
        domain.List(RecommendationSources.OfViewer)
            .FetchPage(upstream.GetOfViewerAsync)
            .Tags(userId => [RecommendationSources.OfViewer.KeyOf(userId), UserTags.Of(userId)]);

        domain.Type<Product>("Product")
            .Field("recommendations", (products, context) =>
                context.Load.Lists(RecommendationSources.OfProduct, products, product => product.Id, context.Arguments));
        domain.Type<ViewerAccount>("Viewer")
            .Field("recommendations", (viewers, context) =>
                context.Load.Lists(RecommendationSources.OfViewer, viewers, viewer => viewer.Id, context.Arguments));

        domain.On("recommendations.rebuilt", (_, stale) => stale.Pattern("recommendations:*"));
        domain.DetectChanges("/recommendations", "recommendations.rebuilt", id: "productId", ofAll: true);
    }
}
