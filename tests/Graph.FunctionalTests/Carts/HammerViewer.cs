using Graph.TestKit.Stub;

namespace Graph.FunctionalTests.Carts;

/// <summary>Someone whose data the hammer reads and writes: two who are signed in, and the one who has the anonymous cart's id.</summary>
/// <param name="UserId">Null for nobody.</param>
/// <param name="Token">Null for nobody.</param>
/// <param name="FirstProduct">The first of the ten products that only this viewer puts into the cart.</param>
internal sealed record HammerViewer(string? UserId, string? Token, int FirstProduct)
{
    public const int ProductCount = 10;

    /// <summary>Letters that only this viewer's language settings begin with.</summary>
    public char Letter { get; } = (char)('a' + (FirstProduct / ProductCount % 20) + 5);

    public string CartId { get; set; } = "";

    public string Name => UserId ?? "nobody";

    /// <summary>What this viewer has read and written; nobody else's.</summary>
    public VersionWatch Own { get; } = new();

    /// <summary>Texts that must never be in an answer to someone else.</summary>
    public IReadOnlyList<string> Secrets => UserId is null
        ? [CartId, "order-of-user-nobody-"]
        : [CartId, StubPrivateData.EmailOf(UserId), $"order-of-user-{UserId}-", $"activity-of-user-{UserId}-"];

    public bool Owns(string productId) =>
        int.TryParse(productId, out var number) && number >= FirstProduct && number < FirstProduct + ProductCount;
}
