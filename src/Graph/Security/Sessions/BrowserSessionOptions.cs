using System.ComponentModel.DataAnnotations;

namespace Graph.Security.Sessions;

/// <summary>Sessions of browsers: the token in a cookie.</summary>
internal sealed class BrowserSessionOptions
{
    /// <summary>Origins besides the server's own whose pages may use the cookie, such as <c>https://shop.example</c>. Behind a proxy that ends
    /// TLS, the one that browsers see.</summary>
    /// <value>Default: none.</value>
    public IList<string> AllowedOrigins { get; } = new List<string>();

    /// <summary>Signed-out tokens that are remembered until they expire; of more, those that expire first are forgotten.</summary>
    /// <value>Default 100,000.</value>
    [Range(1, 10_000_000)]
    public int MaxSignedOut { get; set; } = 100_000;
}
