using System.Text.Json;
using System.Text.Json.Serialization;
using Graph.Upstreams.Analytics;
using Graph.Upstreams.Carts;
using Graph.Upstreams.Events;
using Graph.Upstreams.Faults;
using Graph.Upstreams.Http;
using Graph.Upstreams.Inventory;
using Graph.Upstreams.Products;
using Graph.Upstreams.Recommendations;
using Graph.Upstreams.Reviews;
using Graph.Upstreams.Stats;
using Graph.Upstreams.Users;

namespace Graph.Upstreams;

/// <summary>Every type that crosses the wire, or is stored as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(ChangeEvent))]
[JsonSerializable(typeof(List<Product>))]
[JsonSerializable(typeof(Page<Product>))]
[JsonSerializable(typeof(List<InventoryItem>))]
[JsonSerializable(typeof(Page<InventoryItem>))]
[JsonSerializable(typeof(List<Review>))]
[JsonSerializable(typeof(Page<Review>))]
[JsonSerializable(typeof(List<ProductReviews>))]
[JsonSerializable(typeof(List<User>))]
[JsonSerializable(typeof(Page<User>))]
[JsonSerializable(typeof(Preferences))]
[JsonSerializable(typeof(Page<Activity>))]
[JsonSerializable(typeof(Page<Order>))]
[JsonSerializable(typeof(Cart))]
[JsonSerializable(typeof(Page<Cart>))]
[JsonSerializable(typeof(IReadOnlyList<CartItem>))]
[JsonSerializable(typeof(List<ProductRecommendations>))]
[JsonSerializable(typeof(Page<ProductRecommendations>))]
[JsonSerializable(typeof(UserRecommendations))]
[JsonSerializable(typeof(List<ProductAnalytics>))]
[JsonSerializable(typeof(Page<ProductAnalytics>))]
[JsonSerializable(typeof(Trending))]
[JsonSerializable(typeof(FaultDraft))]
[JsonSerializable(typeof(IReadOnlyList<Fault>))]
[JsonSerializable(typeof(StatsReport))]
[JsonSerializable(typeof(ProductDraft))]
[JsonSerializable(typeof(ProductPatch))]
[JsonSerializable(typeof(Adjustment))]
[JsonSerializable(typeof(ReviewDraft))]
[JsonSerializable(typeof(UserPatch))]
[JsonSerializable(typeof(PreferencesPatch))]
[JsonSerializable(typeof(CartDraft))]
[JsonSerializable(typeof(CartClaim))]
[JsonSerializable(typeof(ItemQuantity))]
internal sealed partial class UpstreamsJson : JsonSerializerContext
{
    /// <summary>Makes minimal APIs read bodies by the rules above.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.TypeInfoResolverChain.Insert(0, Default);
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectRequiredConstructorParameters = true;
        options.RespectNullableAnnotations = true;
        options.NumberHandling = JsonNumberHandling.Strict;
    }
}
